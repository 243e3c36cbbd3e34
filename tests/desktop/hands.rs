//! A clerk's hands and eyes: finds things by the words that stand on them, clicks, types, reads. It must know no page.

use std::time::Duration;

use fantoccini::{
    Client,
    elements::{Element, ElementRef},
    key::Key,
};
use serde_json::{Value, json};
use tokio::{
    process::Child,
    time::{Instant, sleep},
};

use crate::driver::{self, PATIENCE, answered};

/// One open window.
pub(crate) struct Window {
    client: Client,
    display: String,
    driver: Child,
}

/// Finds what can be seen and bears a name: `kind` is `button`, `field` or `link`.
const FIND: &str = r"
const [kind, name] = arguments;
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
const found = all[kind]().filter((node) => (seen(node) || node.matches('input[type=checkbox], input[type=radio]')) && able(node))[0] ?? null;
// As she scrolls: the driver would click what lies under the bar at the foot.
found?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
return found;
";

/// Page text as drawn: what is hidden is not in it; white space as one space, so that a story can quote a line.
const PAGE: &str = r"return document.body.innerText.replace(/\s+/g, ' ')";

/// Whether the first page of a paper is drawn: a page that is still white is not.
const DRAWN: &str = r"
const page = document.querySelector('canvas');
if (!page?.width || !page.height) return null;
const { data } = page.getContext('2d').getImageData(0, 0, page.width, page.height);
for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && data[at] < 128) return true;
return null;
";

impl Window {
    pub(crate) fn new(client: Client, driver: Child, display: &str) -> Self {
        Self { client, display: display.to_owned(), driver }
    }

    /// Asks the page again and again, until it answers something else than nothing.
    ///
    /// All in one go: a page that is drawn anew has other elements a moment later.
    async fn asked_until(&self, missing: &str, script: &str, with: &[Value]) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.ask(script, with).await;
            if !answer.is_null() {
                return answer;
            }
            assert!(Instant::now() < until, "{missing} on the page:\n{}", self.page().await);
            sleep(Duration::from_millis(30)).await;
        }
    }

    async fn find(&self, kind: &str, name: &str) -> Element {
        let found = self.asked_until(&format!("no {kind} “{name}”"), FIND, &[json!(kind), json!(name)]).await;
        let reference = found.as_object().and_then(|it| it.values().next()?.as_str()).expect("an element");
        Element::from_element_id(self.client.clone(), ElementRef::from(reference.to_owned()))
    }

    /// Clicks a button.
    pub(crate) async fn click(&self, name: &str) {
        self.take("button", name).await;
    }

    /// Clicks what bears that name; gives it.
    async fn take(&self, kind: &str, name: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            let found = self.find(kind, name).await;
            // A page that is still moving takes the click elsewhere: try until it is taken.
            let Err(refused) = answered(found.click()).await else { return found };
            assert!(Instant::now() < until, "“{name}” takes no click: {refused}\n{}", self.page().await);
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks the button that begins with these words.
    pub(crate) async fn click_on(&self, words: &str) {
        let click = "const all = [...document.querySelectorAll('button, [role=option]')];
            const it = all.find((it) => it.innerText.trim().startsWith(arguments[0]));
            it?.click();
            return it ? true : null;";
        self.asked_until(&format!("no button “{words}…”"), click, &[json!(words)]).await;
    }

    /// Clicks the first element that a selector finds, once it is there.
    pub(crate) async fn follow(&self, selector: &str) {
        let click = "const it = document.querySelector(arguments[0]); it?.click(); return it ? true : null";
        self.asked_until(&format!("no {selector}"), click, &[json!(selector)]).await;
    }

    /// Clears a field and types into it.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.take("field", name).await;
        let select_all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
        for keys in [&*select_all, &char::from(Key::Delete).to_string(), text] {
            answered(field.send_keys(keys)).await.unwrap();
        }
    }

    /// What stands in a field.
    pub(crate) async fn value(&self, name: &str) -> String {
        let field = self.find("field", name).await;
        answered(field.prop("value")).await.unwrap().unwrap_or_default()
    }

    /// Ticks a box.
    pub(crate) async fn tick(&self, name: &str) {
        let field = self.find("field", name).await;
        self.ask("arguments[0].click()", &[serde_json::to_value(&field).unwrap()]).await;
    }

    /// Presses keys where the focus is; `keys` are held together, e.g. `[Control, 's']`.
    pub(crate) async fn press(&self, keys: &[char]) {
        // Null lets go of what is held; alone it would be typed.
        let held = [Key::Control, Key::Shift, Key::Alt].map(char::from).contains(&keys[0]);
        let text: String = keys.iter().copied().chain(held.then(|| char::from(Key::Null))).collect();
        let focused = answered(self.client.active_element()).await.unwrap();
        answered(focused.send_keys(&text)).await.unwrap();
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
        let look = format!("{PAGE}.includes(arguments[0]) === arguments[1] || null");
        let missing = format!("“{text}” is {}", if there { "not" } else { "still" });
        self.asked_until(&missing, &look, &[json!(text), json!(there)]).await;
    }

    /// All that can be read on the page.
    pub(crate) async fn page(&self) -> String {
        self.script(PAGE).await.as_str().unwrap_or_default().to_owned()
    }

    /// The text of the first element that a selector finds, once it is there.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let read = "return document.querySelector(arguments[0])?.innerText ?? null";
        let text = self.asked_until(&format!("no {selector}"), read, &[json!(selector)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the first page of a paper is drawn.
    pub(crate) async fn drawn(&self) {
        self.asked_until("no paper is drawn", DRAWN, &[]).await;
    }

    /// How many elements a selector finds now.
    pub(crate) async fn count(&self, selector: &str) -> u64 {
        let count = self.ask("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]).await;
        count.as_u64().unwrap_or_default()
    }

    /// Runs a script in the page.
    pub(crate) async fn script(&self, script: &str) -> Value {
        self.ask(script, &[]).await
    }

    /// Runs a script in the page, which finds what it is handed in `arguments`.
    pub(crate) async fn ask(&self, script: &str, with: &[Value]) -> Value {
        answered(self.client.execute(script, with.to_vec())).await.unwrap()
    }

    /// Runs a script in the page that takes its time, and answers through the last of its `arguments`.
    pub(crate) async fn ask_later(&self, script: &str, with: &[Value]) -> Value {
        answered(self.client.execute_async(script, with.to_vec())).await.unwrap()
    }

    /// Goes to an address of the app.
    pub(crate) async fn go(&self, address: &str) {
        self.ask("location.hash = arguments[0]", &[json!(address)]).await;
    }

    /// Keeps a picture.
    pub(crate) async fn picture(&self, name: &str) {
        // What the page holds is not yet what the screen shows: two frames later it is.
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";
        self.ask_later(drawn, &[]).await;
        driver::whole_screen(&self.display, name);
    }

    /// Closes the window; gives its driver.
    pub(crate) async fn close(self) -> Child {
        answered(self.client.close()).await.expect("the window did not close");
        self.driver
    }
}
