//! All messages of one language.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{self, Expression, InlineExpression, PatternElement};

use crate::tidy::{Finding, Source};

#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// By id; an attribute is `id.attribute`.
    pub(super) messages: BTreeMap<String, Entry>,
    /// Ids that other messages speak of.
    pub(super) referenced: BTreeSet<String>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) file: String,
    pub(super) variables: BTreeSet<String>,
}

impl Catalogue {
    pub(super) fn read<'a>(
        files: impl Iterator<Item = &'a Source>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut catalogue = Self::default();
        for source in files {
            let parsed = fluent_syntax::parser::parse(source.text.as_str());
            let (Ok(resource) | Err((resource, _))) = parsed;
            for entry in &resource.body {
                match entry {
                    ast::Entry::Message(message) => {
                        catalogue.message(message, source, findings);
                    }
                    ast::Entry::Term(term) => {
                        catalogue.seen(&term.value);
                    }
                    ast::Entry::Junk { content } => findings.push(junk(source, content)),
                    _ => {}
                }
            }
        }
        catalogue
    }

    fn message(
        &mut self,
        message: &ast::Message<&str>,
        source: &Source,
        findings: &mut Vec<Finding>,
    ) {
        if let Some(value) = &message.value {
            self.add(message.id.name, value, source, findings);
        }
        for attribute in &message.attributes {
            let id = format!("{}.{}", message.id.name, attribute.id.name);
            self.add(&id, &attribute.value, source, findings);
        }
    }

    fn add(
        &mut self,
        id: &str,
        value: &ast::Pattern<&str>,
        source: &Source,
        findings: &mut Vec<Finding>,
    ) {
        let variables = self.seen(value);
        let entry = Entry { file: source.path.clone(), variables };
        if let Some(earlier) = self.messages.insert(id.to_owned(), entry) {
            let wrong = format!("`{id}` exists twice, also in {}", earlier.file);
            findings.push(Finding::new(&source.path, wrong));
        }
    }

    /// The variables of a pattern; what it refers to is noted.
    fn seen(&mut self, pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
        let mut variables = BTreeSet::new();
        self.walk(pattern, &mut variables);
        variables
    }

    fn walk(&mut self, pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression, variables);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, variables),
            Expression::Select { selector, variants } => {
                self.inline(selector, variables);
                for variant in variants {
                    self.walk(&variant.value, variables);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|a| format!(".{}", a.name));
                self.referenced.insert(format!("{}{}", id.name, attribute.unwrap_or_default()));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                for argument in &arguments.positional {
                    self.inline(argument, variables);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression, variables),
            _ => {}
        }
    }
}

fn junk(source: &Source, content: &str) -> Finding {
    let text = content.trim();
    let before = source.text.find(text).map_or("", |at| &source.text[..at]);
    let line = before.matches('\n').count() + 1;
    let first = text.lines().next().unwrap_or_default();
    let hint = if first.contains("->") && !first.ends_with("->") {
        " (each variant needs a line of its own)"
    } else {
        ""
    };
    let place = format!("{}:{line}", source.path);
    Finding::new(place, format!("this is not Fluent: `{first}`{hint}"))
}
