//! The real window, as the clerk gets it, driven from outside. It must not reach into the program.

mod driver;

use driver::{PATIENCE, in_window, picture};
use fantoccini::{Client, Locator};
use serde_json::json;

/// The text a person sees; `text()` reads "" in some of Element Plus's parts.
async fn seen(client: &Client, selector: &str) -> String {
    let element = client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await.unwrap();
    element.prop("innerText").await.unwrap().unwrap_or_default()
}

async fn alerts(client: &Client) -> usize {
    client.find_all(Locator::Css("[role=alert]")).await.unwrap().len()
}

/// The version arrives from the Rust side: once it stands there, the first page is complete.
async fn opened(client: &Client) {
    let version = Locator::XPath("//*[@class='frame-note' and contains(., '版本 ')]");
    client.wait().at_most(PATIENCE).for_element(version).await.unwrap();
    client.wait().at_most(PATIENCE).for_element(Locator::Css("section.about h2")).await.unwrap();
}

#[tokio::test]
async fn window_opens_with_its_name_its_version_and_an_honest_first_page() {
    in_window(|client| async move {
        opened(&client).await;
        assert_eq!(client.title().await.unwrap(), "一户档");
        assert_eq!(seen(&client, "h1").await, "一户档");
        assert_eq!(seen(&client, ".frame-note").await, format!("版本 {}", env!("CARGO_PKG_VERSION")));
        assert!(seen(&client, "section.about").await.contains("yihu --help"));
        assert_eq!(alerts(&client).await, 0, "something went wrong while the window opened");
        let size = client.execute("return [innerWidth, innerHeight]", vec![]).await.unwrap();
        assert_eq!(size, json!([1366, 768]));
        let png = picture(&client, "start").await;
        assert!(png.starts_with(b"\x89PNG"));
    })
    .await;
}

#[tokio::test]
async fn chinese_is_drawn_with_glyphs_and_not_with_boxes() {
    in_window(|client| async move {
        opened(&client).await;
        // Boxes are all alike: different characters must not give the same picture.
        let inks = client
            .execute(
                "const ink = (character) => {
                   const canvas = document.createElement('canvas');
                   const pen = canvas.getContext('2d');
                   pen.font = '40px ' + getComputedStyle(document.body).fontFamily;
                   pen.fillText(character, 10, 60);
                   return canvas.toDataURL();
                 };
                 return [...'户档烟草'].map(ink);",
                vec![],
            )
            .await
            .unwrap();
        let mut inks = inks.as_array().cloned().unwrap();
        inks.sort_by_key(ToString::to_string);
        inks.dedup();
        assert_eq!(inks.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn page_reaches_no_address_and_runs_no_script_but_its_own() {
    in_window(|client| async move {
        opened(&client).await;
        let refused = client
            .execute_async(
                "const done = arguments[0];
                 const broken = [];
                 document.addEventListener('securitypolicyviolation', (event) => {
                   broken.push(event.effectiveDirective.replace(/-elem$/, ''));
                   if (broken.length === 3) done(broken.sort());
                 });
                 fetch('http://127.0.0.1:9/').catch(() => {});
                 new Image().src = 'http://127.0.0.1:9/x.png';
                 const script = document.createElement('script');
                 script.textContent = 'document.title = \"taken over\"';
                 document.body.append(script);",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(refused, json!(["connect-src", "img-src", "script-src"]));
        assert_eq!(client.title().await.unwrap(), "一户档");
        // A broken policy is shown, not swallowed.
        assert!(seen(&client, "[role=alert]").await.contains("重新打开"));
    })
    .await;
}

#[tokio::test]
async fn an_error_nobody_caught_is_shown_in_words() {
    in_window(|client| async move {
        opened(&client).await;
        client.execute("setTimeout(() => undefined.x)", vec![]).await.unwrap();
        let words = seen(&client, "[role=alert]").await;
        assert!(words.contains("重新打开"), "{words}");
        assert!(!words.contains("undefined"), "{words}");
        picture(&client, "problem").await;
    })
    .await;
}

#[tokio::test]
async fn window_may_call_our_commands_and_nothing_of_the_shells() {
    in_window(|client| async move {
        opened(&client).await;
        let answers = client
            .execute_async(
                "const done = arguments[0];
                 const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, args).then(() => 'answered', () => 'refused');
                 Promise.all([
                   ask('about'),
                   ask('plugin:window|set_title', { label: 'main', value: 'x' }),
                   ask('plugin:webview|create_webview_window', { options: { label: 'other', url: 'index.html' } }),
                   ask('plugin:event|emit', { event: 'x', payload: null }),
                 ]).then(done);",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(answers, json!(["answered", "refused", "refused", "refused"]));
    })
    .await;
}
