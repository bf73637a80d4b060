//! Whether a holder has a folder, and how many mails are in it.

use mailscope_sim::{Holder, World};

use super::{Condition, Found};

pub(super) fn check(condition: &Condition, world: &World) -> Result<Found, String> {
    let (name, holder) = condition.holder(world)?;
    let folder = condition.folder.as_deref().ok_or("it needs a folder")?;
    let count = match holder {
        Holder::Device(id) => {
            if condition.user.is_some() {
                return Err("user is for a server: a device has one account".to_owned());
            }
            let local = world.device(id).map(|device| device.app.local());
            local.and_then(|local| local.folder(folder).map(|_| local.count(folder)))
        }
        Holder::Server(id) => {
            let provider = world.provider_of(id).ok_or("there is no such provider")?;
            let mut accounts = provider.store.accounts().map(|(_, account)| account);
            let account = match &condition.user {
                Some(user) => accounts
                    .find(|account| *account.user == **user)
                    .ok_or_else(|| format!("{name} has no user {user:?}"))?,
                None => accounts.next().ok_or("there is no account")?,
            };
            account.mailbox(folder).map(|mailbox| mailbox.messages().len())
        }
    };
    let exists = condition.exists.is_none_or(|exists| exists == count.is_some());
    let counted = condition.count.is_none_or(|wanted| count == Some(wanted));
    let what = match count {
        Some(count) => format!("{name} has {folder} with {count} mails"),
        None => format!("{name} has no folder {folder}"),
    };
    Ok(Found { holds: exists && counted, what })
}
