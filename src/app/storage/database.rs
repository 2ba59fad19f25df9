//! The database: its stores, and reading and writing them.

use std::rc::Rc;

use idb::{DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::app::storage::error::StorageError;
use crate::app::storage::summary::{Summary, latest_first};

const VERSION: u32 = 1;
/// Native records as the articles were first stored, by id.
const ARTICLES: &str = "articles";
/// Summaries as JSON, by id. Apart from the articles, because they are written at every edit.
const SUMMARIES: &str = "summaries";
/// Lines of journals, by `[article, seq]`.
const JOURNAL: &str = "journal";
/// The person's settings, by name.
const SETTINGS: &str = "settings";

/// A connection; clones are the same one.
#[derive(Clone)]
pub struct Database(Rc<idb::Database>);

/// An article as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    /// Its native record, as it was first stored.
    pub base: String,
    /// Its journal's lines, in order.
    pub journal: Vec<String>,
    /// What the list says of it.
    pub summary: Summary,
}

impl Database {
    /// Opens the database of that name and lays it out if it is new.
    ///
    /// # Errors
    /// [`StorageError::Denied`] in private windows of some browsers, [`StorageError::Newer`] and
    /// [`StorageError::Blocked`] beside another version's tab.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let mut request = Factory::new()?.open(name, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            let Ok(database) = event.database() else {
                return;
            };
            for store in [ARTICLES, SUMMARIES, JOURNAL, SETTINGS] {
                // A store that could not be made shows at the first transaction, which says so.
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        });
        let mut database = request.await.map_err(StorageError::at_opening)?;
        // A newer version in another tab must not wait for this one.
        database.on_version_change(|event| {
            let target = event
                .target()
                .and_then(|target| idb::Database::try_from(target).ok());
            if let Some(database) = target {
                database.close();
            }
        });
        Ok(Database(Rc::new(database)))
    }

    /// What the list of articles says, last changed first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn summaries(&self) -> Result<Vec<Summary>, StorageError> {
        let transaction = self
            .0
            .transaction(&[SUMMARIES], TransactionMode::ReadOnly)?;
        let values = transaction
            .object_store(SUMMARIES)?
            .get_all(None, None)?
            .await?;
        let mut summaries: Vec<Summary> = values
            .iter()
            .filter_map(|value| serde_json::from_str(&value.as_string()?).ok())
            .collect();
        latest_first(&mut summaries);
        Ok(summaries)
    }

    /// An article with its journal, or nothing if there is none of that id.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn article(&self, id: &str) -> Result<Option<StoredArticle>, StorageError> {
        let transaction = self
            .0
            .transaction(&[ARTICLES, SUMMARIES, JOURNAL], TransactionMode::ReadOnly)?;
        let key = JsValue::from_str(id);
        let base = transaction.object_store(ARTICLES)?.get(key.clone())?;
        let summary = transaction.object_store(SUMMARIES)?.get(key)?;
        let journal = transaction
            .object_store(JOURNAL)?
            .get_all(Some(entries_after(id, 0)?.into()), None)?;
        let Some(base) = base.await?.and_then(|value| value.as_string()) else {
            return Ok(None);
        };
        let summary = summary
            .await?
            .and_then(|value| serde_json::from_str(&value.as_string()?).ok())
            .unwrap_or_else(|| Summary {
                id: id.into(),
                ..Summary::default()
            });
        let journal = journal
            .await?
            .iter()
            .filter_map(JsValue::as_string)
            .collect();
        Ok(Some(StoredArticle {
            base,
            journal,
            summary,
        }))
    }

    /// The journal's lines after an entry.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn journal_after(&self, id: &str, seq: u32) -> Result<Vec<String>, StorageError> {
        let transaction = self.0.transaction(&[JOURNAL], TransactionMode::ReadOnly)?;
        let lines = transaction
            .object_store(JOURNAL)?
            .get_all(Some(entries_after(id, seq)?.into()), None)?
            .await?;
        Ok(lines.iter().filter_map(JsValue::as_string).collect())
    }

    /// Writes a new article, journal lines and a summary together, all or none.
    ///
    /// # Errors
    /// [`StorageError::Taken`] if an entry of that number, or an article of that id, is there: another tab was first.
    /// [`StorageError::Gone`] if there is no base that the lines could stand behind: another tab has removed it.
    pub async fn write(
        &self,
        id: &str,
        base: Option<&str>,
        lines: &[(u32, Rc<str>)],
        summary: Option<&Summary>,
    ) -> Result<(), StorageError> {
        let transaction = self
            .0
            .transaction(&[ARTICLES, SUMMARIES, JOURNAL], TransactionMode::ReadWrite)?;
        if base.is_none() {
            let key = JsValue::from_str(id);
            let bases = transaction.object_store(ARTICLES)?;
            if bases.count(Some(key.into()))?.await? == 0 {
                return Err(StorageError::Gone);
            }
        }
        if let Some(base) = base {
            transaction
                .object_store(ARTICLES)?
                .add(&JsValue::from_str(base), Some(&JsValue::from_str(id)))?
                .await?;
        }
        if !lines.is_empty() {
            let journal = transaction.object_store(JOURNAL)?;
            let mut requests = Vec::with_capacity(lines.len());
            for (seq, line) in lines {
                requests.push(
                    journal
                        .add(&JsValue::from_str(line), Some(&entry_key(id, *seq)))?
                        .into_future(),
                );
            }
            for request in requests {
                request.await?;
            }
        }
        if let Some(summary) = summary {
            put_summary(&transaction, summary).await?;
        }
        committed(transaction).await
    }

    /// Brings a stored summary up to date where no entry does: where the person is, whether the engine has read the
    /// article, and, if that is said, when it was deleted (empty: not at all). The rest may have been written by
    /// another tab meanwhile, so it stays; and what is not there any more does not come back.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn touch(
        &self,
        id: &str,
        place: Option<&Summary>,
        deleted: Option<&str>,
    ) -> Result<(), StorageError> {
        let transaction = self
            .0
            .transaction(&[SUMMARIES], TransactionMode::ReadWrite)?;
        let Some(mut summary) = stored_summary(&transaction, id).await? else {
            return Ok(());
        };
        if let Some(own) = place {
            summary.place = own.place.clone();
            summary.read |= own.read;
        }
        if let Some(when) = deleted {
            summary.deleted = when.into();
        }
        put_summary(&transaction, &summary).await?;
        committed(transaction).await
    }

    /// Removes an article with its journal, for good; with `deleted`, only if that is still when it was deleted.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn remove(&self, id: &str, deleted: Option<&str>) -> Result<(), StorageError> {
        let transaction = self
            .0
            .transaction(&[ARTICLES, SUMMARIES, JOURNAL], TransactionMode::ReadWrite)?;
        if let Some(when) = deleted
            && stored_summary(&transaction, id)
                .await?
                .is_some_and(|summary| *summary.deleted != *when)
        {
            return Ok(());
        }
        let key = JsValue::from_str(id);
        transaction
            .object_store(ARTICLES)?
            .delete(key.clone())?
            .await?;
        transaction.object_store(SUMMARIES)?.delete(key)?.await?;
        transaction
            .object_store(JOURNAL)?
            .delete(entries_after(id, 0)?)?
            .await?;
        committed(transaction).await
    }

    /// A setting by name.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StorageError> {
        let transaction = self.0.transaction(&[SETTINGS], TransactionMode::ReadOnly)?;
        let value = transaction
            .object_store(SETTINGS)?
            .get(JsValue::from_str(name))?
            .await?;
        Ok(value.and_then(|value| value.as_string()))
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StorageError> {
        let transaction = self
            .0
            .transaction(&[SETTINGS], TransactionMode::ReadWrite)?;
        transaction
            .object_store(SETTINGS)?
            .put(&JsValue::from_str(value), Some(&JsValue::from_str(name)))?
            .await?;
        committed(transaction).await
    }
}

async fn stored_summary(
    transaction: &Transaction,
    id: &str,
) -> Result<Option<Summary>, StorageError> {
    let stored = transaction
        .object_store(SUMMARIES)?
        .get(JsValue::from_str(id))?
        .await?;
    Ok(stored.and_then(|value| serde_json::from_str(&value.as_string()?).ok()))
}

async fn put_summary(transaction: &Transaction, summary: &Summary) -> Result<(), StorageError> {
    let text =
        serde_json::to_string(summary).map_err(|error| StorageError::Failed(error.to_string()))?;
    transaction
        .object_store(SUMMARIES)?
        .put(
            &JsValue::from_str(&text),
            Some(&JsValue::from_str(&summary.id)),
        )?
        .await?;
    Ok(())
}

/// Waits until what was written is on the device, and finds the reason if it is not: a full disk shows only here.
async fn committed(transaction: Transaction) -> Result<(), StorageError> {
    let same = transaction
        .store_names()
        .first()
        .and_then(|store| transaction.object_store(store).ok())
        .map(|store| store.transaction());
    let outcome = transaction.await;
    if matches!(&outcome, Ok(result) if result.is_committed()) {
        return Ok(());
    }
    let reason = same.and_then(|transaction| transaction.error());
    Err(match (reason, outcome) {
        (Some(exception), _) => StorageError::from_exception(&exception),
        (None, Err(error)) => error.into(),
        (None, Ok(_)) => {
            StorageError::Failed("the transaction was ended by the browser".to_owned())
        }
    })
}

fn entry_key(article: &str, seq: u32) -> JsValue {
    Array::of2(
        &JsValue::from_str(article),
        &JsValue::from_f64(f64::from(seq)),
    )
    .into()
}

/// The journal's keys of an article behind a number. Arrays sort behind all numbers, so an empty one is the end.
fn entries_after(article: &str, seq: u32) -> Result<KeyRange, StorageError> {
    let end = Array::of2(&JsValue::from_str(article), &Array::<JsValue>::new());
    Ok(KeyRange::bound(
        &entry_key(article, seq),
        &end,
        Some(true),
        Some(true),
    )?)
}
