//! Every style sheet is linked by the page, and every link has a style sheet.

use std::collections::BTreeSet;

use super::{Finding, Source, extension};

const PAGE: &str = "web/index.html";
const FOLDER: &str = "web/styles/";

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(page) = sources.iter().find(|source| source.path == PAGE) else {
        return vec![Finding::new(PAGE, "is missing")];
    };
    let mut findings = Vec::new();
    let sheets: BTreeSet<&str> = sources
        .iter()
        .filter_map(|source| source.path.strip_prefix(FOLDER))
        .filter(|name| extension(name) == "css")
        .collect();
    let links: BTreeSet<&str> = page
        .text
        .split("href=\"styles/")
        .skip(1)
        .filter_map(|text| text.split('"').next())
        .collect();
    for name in sheets.difference(&links) {
        findings.push(Finding::new(format!("{FOLDER}{name}"), format!("is not linked in {PAGE}")));
    }
    for name in links.difference(&sheets) {
        findings.push(Finding::new(PAGE, format!("links styles/{name}, which is not there")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{lines, source};

    #[test]
    fn links_and_files_belong_together() {
        let page = "<link data-trunk rel=\"css\" href=\"styles/a.css\">\
                    <link data-trunk rel=\"css\" href=\"styles/b.css\">";
        let sources =
            [source(PAGE, page), source("web/styles/a.css", ""), source("web/styles/c.css", "")];
        let findings = check(&sources);
        let expected = [
            "web/styles/c.css: is not linked in web/index.html",
            "web/index.html: links styles/b.css, which is not there",
        ];
        assert_eq!(lines(&findings), expected);
    }
}
