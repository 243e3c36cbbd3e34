//! What the window may not do, whatever stands in it.

use serde_json::json;

use crate::driver::Desk;

#[tokio::test]
async fn chinese_is_drawn_with_glyphs_and_not_with_boxes() {
    let desk = Desk::new().await;
    let window = desk.start().await;
    window.see("一户档").await;
    // Boxes are all alike: different characters must not give the same picture.
    let inks = window
        .script(
            "const ink = (character) => {
               const canvas = document.createElement('canvas');
               const pen = canvas.getContext('2d');
               pen.font = '40px ' + getComputedStyle(document.body).fontFamily;
               pen.fillText(character, 10, 60);
               return canvas.toDataURL();
             };
             return [...'户档烟草'].map(ink);",
        )
        .await;
    let mut inks = inks.as_array().cloned().unwrap();
    inks.sort_by_key(ToString::to_string);
    inks.dedup();
    assert_eq!(inks.len(), 4);
    desk.close(window).await;
}

#[tokio::test]
async fn page_reaches_no_address_and_runs_no_script_but_its_own() {
    let desk = Desk::new().await;
    let window = desk.start().await;
    window.see("新建").await;
    let refused = window
        .ask_later(
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
            &[],
        )
        .await;
    assert_eq!(refused, json!(["connect-src", "img-src", "script-src"]));
    assert_ne!(window.script("return document.title").await, "taken over");
    // A broken policy is shown, not swallowed.
    window.see("重新打开").await;
    desk.close(window).await;
}

#[tokio::test]
async fn an_error_nobody_caught_is_shown_in_words() {
    let desk = Desk::new().await;
    let window = desk.start().await;
    window.see("新建").await;
    window.script("setTimeout(() => undefined.x)").await;
    window.see("重新打开").await;
    let words = window.text("[role=alert]").await;
    assert!(!words.contains("undefined"), "{words}");
    desk.close(window).await;
}

#[tokio::test]
async fn window_may_call_our_commands_and_nothing_of_the_shells() {
    let desk = Desk::new().await;
    let window = desk.start().await;
    window.see("新建").await;
    let answers = window
        .ask_later(
            "const done = arguments[0];
             const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, args).then(() => 'answered', () => 'refused');
             Promise.all([
               ask('about'),
               ask('plugin:window|set_title', { label: 'main', value: 'x' }),
               ask('plugin:webview|create_webview_window', { options: { label: 'other', url: 'index.html' } }),
               ask('plugin:event|emit', { event: 'x', payload: null }),
               ask('plugin:dialog|open', { options: {} }),
               ask('plugin:shell|open', { path: '/' }),
               ask('plugin:opener|open_path', { path: '/' }),
               ask('plugin:fs|read_file', { path: '/etc/passwd' }),
             ]).then(done);",
            &[],
        )
        .await;
    let answers = answers.as_array().cloned().unwrap();
    assert_eq!(answers[0], "answered");
    assert!(answers[1..].iter().all(|it| it == "refused"), "{answers:?}");
    desk.close(window).await;
}
