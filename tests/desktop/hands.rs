//! A clerk's hands and eyes: finds things by the words that stand on them, clicks, types, reads. It must know no page.

use fantoccini::{
    Client, Locator,
    elements::{Element, ElementRef},
    key::Key,
};
use serde_json::{Value, json};
use tokio::{process::Child, time::Instant};

use crate::driver::{self, PATIENCE};

/// One open window.
pub(crate) struct Window {
    /// For what no hand can do
    pub(crate) client: Client,
    display: String,
    _driver: Child,
}

/// Finds what can be seen and bears a name: `kind` is `button`, `field` or `link`.
const FIND: &str = r"
const [kind, name, nth] = arguments;
const words = (node) => (node?.innerText ?? node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const seen = (node) => {
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && !node.closest('[inert]');
};
const bare = (text) => text.replace(/[\s*＊:：]+/g, '').replace(/[（(](必填|选填)[）)]/g, '').replace(/必填$/, '');
const label = (node) => {
  const by = (node.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean).map((id) => words(document.getElementById(id))).join('');
  return node.getAttribute('aria-label') ?? (by || [...(node.labels ?? [])].map(words).join('') || node.getAttribute('title') || node.getAttribute('placeholder') || '');
};
const all = {
  button: () => [...document.querySelectorAll('button, [role=button], [role=tab], [role=menuitem], [role=option], [role=radio], summary, input[type=submit], label.el-radio-button, label.el-radio, li.el-select-dropdown__item')].filter((n) => bare(words(n)) === bare(name) || bare(label(n)) === bare(name)),
  link: () => [...document.querySelectorAll('a, [role=link], [role=menuitem]')].filter((n) => bare(words(n)) === bare(name) || bare(label(n)) === bare(name)),
  field: () => [...document.querySelectorAll('input, textarea, select, [role=combobox], [role=switch], [role=slider], [role=spinbutton]')].filter((n) => bare(label(n)) === bare(name)),
};
const able = (node) => kind === 'field' || !(node.disabled || node.getAttribute('aria-disabled') === 'true');
return all[kind]().filter((node) => (seen(node) || node.matches('input[type=checkbox], input[type=radio]')) && able(node))[nth] ?? null;
";

impl Window {
    pub(crate) fn new(client: Client, driver: Child, display: &str) -> Self {
        Self { client, display: display.to_owned(), _driver: driver }
    }

    async fn find(&self, kind: &str, name: &str, nth: usize) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            let found = self.client.execute(FIND, vec![json!(kind), json!(name), json!(nth)]).await.unwrap();
            if let Some(reference) = found.as_object().and_then(|it| it.values().next()?.as_str()) {
                return Element::from_element_id(self.client.clone(), ElementRef::from(reference.to_owned()));
            }
            assert!(Instant::now() < until, "no {kind} “{name}” on the page:\n{}", self.page().await);
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    }

    /// Clicks a button.
    pub(crate) async fn click(&self, name: &str) {
        self.press_on("button", name, 0).await;
    }

    async fn press_on(&self, kind: &str, name: &str, nth: usize) {
        let until = Instant::now() + PATIENCE;
        // A page that is still moving takes the click elsewhere: try until it is taken.
        while let Err(refused) = self.find(kind, name, nth).await.click().await {
            assert!(Instant::now() < until, "{kind} “{name}” takes no click: {refused}\n{}", self.page().await);
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// Clears a field and types into it.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.find("field", name, 0).await;
        field.click().await.unwrap();
        let select_all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
        field.send_keys(&select_all).await.unwrap();
        field.send_keys(&char::from(Key::Delete).to_string()).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What stands in a field.
    pub(crate) async fn value(&self, name: &str) -> String {
        self.find("field", name, 0).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Ticks a box.
    pub(crate) async fn tick(&self, name: &str) {
        let field = self.find("field", name, 0).await;
        self.client.execute("arguments[0].click()", vec![serde_json::to_value(&field).unwrap()]).await.unwrap();
    }

    /// Presses keys where the focus is; `keys` are held together, e.g. `[Control, 's']`.
    pub(crate) async fn press(&self, keys: &[char]) {
        // Null lets go of what is held; alone it would be typed.
        let held = [Key::Control, Key::Shift, Key::Alt].map(char::from).contains(&keys[0]);
        let text: String = keys.iter().copied().chain(held.then(|| char::from(Key::Null))).collect();
        self.client.active_element().await.unwrap().send_keys(&text).await.unwrap();
    }

    /// Waits until a text stands on the page.
    pub(crate) async fn see(&self, text: &str) {
        self.until(text, true).await;
    }

    /// Waits until a text stands on the page no more.
    pub(crate) async fn see_no_more(&self, text: &str) {
        self.until(text, false).await;
    }

    async fn until(&self, text: &str, there: bool) {
        let until = Instant::now() + PATIENCE;
        loop {
            let page = self.page().await;
            if page.contains(text) == there {
                return;
            }
            let missing = if there { "not" } else { "still" };
            assert!(Instant::now() < until, "“{text}” is {missing} on the page:\n{page}");
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    }

    /// All that can be read on the page.
    pub(crate) async fn page(&self) -> String {
        // Page text as drawn: what is hidden is not in it; white space as one space, so that a story can quote a line.
        let text = self.script("return document.body.innerText.replace(/\\s+/g, ' ')").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The text of the first element that a selector finds, once it is there.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            // Asked in one go: a page that is drawn anew has other elements a moment later.
            let read = "return document.querySelector(arguments[0])?.innerText ?? null";
            let text = self.client.execute(read, vec![json!(selector)]).await.unwrap();
            if let Some(text) = text.as_str() {
                return text.to_owned();
            }
            assert!(Instant::now() < until, "no {selector} on the page:\n{}", self.page().await);
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
    }

    /// Clicks the button that begins with these words.
    pub(crate) async fn click_on(&self, words: &str) {
        self.see(words).await;
        let click = "[...document.querySelectorAll('button, [role=option]')].find((it) => it.innerText.trim().startsWith(arguments[0])).click()";
        self.client.execute(click, vec![json!(words)]).await.unwrap();
    }

    /// How many elements a selector finds now.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        self.client.find_all(Locator::Css(selector)).await.unwrap().len()
    }

    /// Runs a script in the page.
    pub(crate) async fn script(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Goes to an address of the app.
    pub(crate) async fn go(&self, address: &str) {
        self.client.execute("location.hash = arguments[0]", vec![json!(address)]).await.unwrap();
    }

    /// Keeps a picture.
    pub(crate) async fn picture(&self, name: &str) -> Vec<u8> {
        driver::picture(&self.client, &self.display, name).await
    }

    /// Closes the window.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("the window did not close");
    }
}
