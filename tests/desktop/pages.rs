//! Every page, opened once in the real window: it fits, it says nothing on the console, and everybody can use it.

use std::{fs, path::Path};

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::{diary, driver::Desk, ground, hands::Window};

/// Address and name of every page that needs no record.
const PAGES: [(&str, &str); 37] = [
    ("/", "工作台"),
    ("/retailer", "零售户"),
    ("/retailer/new", "零售户新增"),
    ("/alike", "疑似重复"),
    ("/class", "分类建议"),
    ("/matter", "许可事项"),
    ("/matter/new", "许可事项新增"),
    ("/vendor", "无证户"),
    ("/vendor/new", "无证户新增"),
    ("/inspection", "检查"),
    ("/inspection/new", "检查新增"),
    ("/diary", "工作日志"),
    ("/diary/new", "工作日志新增"),
    ("/diarymonth", "日志各月情况"),
    ("/campaign", "专项与宣传"),
    ("/campaign/new", "专项与宣传新增"),
    ("/case", "案件"),
    ("/case/new", "案件新增"),
    ("/hotline", "12313"),
    ("/hotline/new", "12313新增"),
    ("/staff", "人员"),
    ("/staff/new", "人员新增"),
    ("/training", "培训"),
    ("/training/new", "培训新增"),
    ("/paste/retailer", "粘贴录入"),
    ("/import", "导入"),
    ("/print", "打印"),
    ("/gap", "缺件清单"),
    ("/selfcheck", "自查"),
    ("/bundle", "上报"),
    ("/backup", "备份"),
    ("/verify", "数据体检"),
    ("/operation", "操作日志"),
    ("/user", "用户"),
    ("/key", "密钥"),
    ("/setting", "设置"),
    ("/about", "关于"),
];

/// Keeps what the page says on the console, and what goes wrong in it.
const LISTEN: &str = "
    window.said = [];
    for (const kind of ['error', 'warn']) {
      const before = console[kind];
      console[kind] = (...words) => { window.said.push(kind + ': ' + words.map(String).join(' ')); before.apply(console, words); };
    }
    // A layout that took two turns says so as an error: nothing is wrong.
    addEventListener('error', (event) => { if (!event.message.startsWith('ResizeObserver loop')) window.said.push('error: ' + event.message); });
    addEventListener('unhandledrejection', (event) => window.said.push('rejection: ' + event.reason));
    document.addEventListener('securitypolicyviolation', (event) => window.said.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));";

/// Sets the size of the text as the settings do.
const SIZE: &str = "document.documentElement.style.fontSize = (14 * arguments[0] / 100) + 'px'";

/// How far the page, or the part of it that scrolls, is wider than what can be seen.
const OVERFLOW: &str = "
    const parts = [document.documentElement, document.querySelector('main')].filter(Boolean);
    return Math.max(...parts.map((part) => part.scrollWidth - part.clientWidth));";

/// Waits until nothing loads and nothing moves.
const SETTLED: &str = "
    const done = arguments[0];
    let quiet = 0;
    let before = '';
    const look = () => {
      const now = document.body.innerText.length + ':' + document.querySelectorAll('*').length + ':' + document.getAnimations().length;
      quiet = now === before ? quiet + 1 : 0;
      before = now;
      if (quiet >= 6) done(true); else setTimeout(look, 60);
    };
    look();";

async fn settled(window: &Window) {
    window.ask_later(SETTLED, &[]).await;
}

/// What a person with a screen reader, a keyboard or weak eyes would stumble over, seriously or worse.
async fn hindrances(window: &Window) -> Vec<String> {
    let found = window
        .ask_later(
            "const done = arguments[0];
             axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(
               ({ violations }) => done(violations.filter((it) => ['serious', 'critical'].includes(it.impact)).flatMap((it) =>
                 it.nodes.map((node) => it.id + ' ' + node.target.join(' ') + ' ' + node.html.slice(0, 160) + ' | ' + (node.any[0]?.message ?? '')))),
               (cause) => done(['axe: ' + cause]));",
            &[],
        )
        .await;
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn look_at(window: &Window, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (percent, suffix) in [(100, ""), (150, "-150")] {
        window.ask(SIZE, &[json!(percent)]).await;
        settled(window).await;
        window.picture(&format!("{name}{suffix}")).await;
        let wider = window.script(OVERFLOW).await.as_f64().unwrap_or_default();
        if wider > 1.0 {
            wrong.push(format!("{name} at {percent} %: {wider} px too wide"));
        }
        wrong.extend(hindrances(window).await.into_iter().map(|it| format!("{name} at {percent} %: {it}")));
    }
    window.ask(SIZE, &[json!(100)]).await;
    let said = window.script("return window.said.splice(0)").await;
    wrong.extend(said.as_array().into_iter().flatten().map(|it| format!("{name}: {it}")));
    let page = window.page().await;
    for word in ["undefined", "NaN", "null", "[object", "Error:", "tauri.localhost"] {
        if page.contains(word) {
            wrong.push(format!("{name}: says “{word}”"));
        }
    }
    wrong
}

async fn prepared(window: &Window) {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe).expect("axe-core is missing: run `make setup`");
    window.script(&format!("{axe};{LISTEN}")).await;
}

#[test]
fn no_page_of_the_routes_is_left_out() {
    let routes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/routes.ts");
    let routes = fs::read_to_string(routes).unwrap();
    let named = routes.split("path: '").skip(1).filter_map(|rest| rest.split('\'').next());
    let plain: Vec<&str> = named.filter(|it| !it.contains(':')).collect();
    assert!(plain.len() > 10, "{plain:?}");
    for it in plain {
        assert!(PAGES.iter().any(|(address, _)| *address == it), "{it} is not looked at");
    }
}

#[tokio::test]
async fn every_page_fits_is_silent_and_hinders_nobody() {
    let desk = Desk::new().await;
    let dir = diary::archive(&desk);
    let window = ground::entered(&desk, &dir, ground::USER, yihu_tests::PASSWORD).await;
    prepared(&window).await;
    let mut wrong = Vec::new();
    for (address, name) in PAGES {
        window.go(address).await;
        settled(&window).await;
        assert!(window.count("main h1").await > 0, "{address}: no headline\n{}", window.page().await);
        wrong.extend(look_at(&window, name).await);
    }
    // Two files side by side: the ledgers have some.
    window.go("/alike").await;
    window.follow("main table button").await;
    window.see("合并成一户").await;
    settled(&window).await;
    wrong.extend(look_at(&window, "并排核对").await);
    // One record of each noun: the first of its list, seen and edited.
    for noun in ["retailer", "diary", "campaign", "case", "hotline", "staff", "training"] {
        ground::open_first(&window, noun).await;
        settled(&window).await;
        wrong.extend(look_at(&window, &format!("{noun}-查看")).await);
        window.script("location.hash = location.hash.split('?')[0] + '/edit'").await;
        settled(&window).await;
        wrong.extend(look_at(&window, &format!("{noun}-修改")).await);
    }
    wrong.extend(of_a_vendor(&window).await);
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    desk.close(window).await;
}

/// The pages of a vendor without a licence, whom no ledger has: found, warned, seen, edited, about to get a licence.
async fn of_a_vendor(window: &Window) -> Vec<String> {
    window.go("/vendor/new").await;
    settled(window).await;
    window.fill("姓名", "司马光").await;
    window.fill("经营地址", "港口镇西街7号").await;
    window.fill("乡镇", "港口镇").await;
    window.click_on("添加一行").await;
    for (column, text) in
        [("处理措施", "告诫"), ("处理日期", "今"), ("联合部门", "公安、市场监管"), ("结果", "写了保证书")]
    {
        window.fill(&format!("第1行{column}"), text).await;
    }
    window.press(&[char::from(Key::Control), 's']).await;
    window.see("已告诫").await;
    settled(window).await;
    let mut wrong = look_at(window, "无证户-查看").await;
    window.click("办证").await;
    window.see("新建零售户并申请新办").await;
    settled(window).await;
    wrong.extend(look_at(window, "无证户-办证").await);
    window.script("location.hash = location.hash.replace('/apply', '/edit')").await;
    settled(window).await;
    // What was done fades away: half faded nobody can read it, and nobody has to.
    window.see_no_more("新增无证户 2026").await;
    wrong.extend(look_at(window, "无证户-修改").await);
    window.go("/vendor").await;
    settled(window).await;
    wrong.extend(look_at(window, "无证户-有一户").await);
    wrong
}

#[tokio::test]
async fn pages_before_the_login_fit_and_hinder_nobody() {
    let desk = Desk::new().await;
    let window = desk.start().await;
    window.see("新建").await;
    prepared(&window).await;
    let mut wrong = look_at(&window, "首次打开").await;
    window.click_on("新建档案").await;
    settled(&window).await;
    wrong.extend(look_at(&window, "新建").await);
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    desk.close(window).await;
}

#[tokio::test]
async fn login_and_recovery_fit_and_hinder_nobody() {
    let desk = Desk::new().await;
    let dir = ground::empty_archive(&desk);
    ground::known(&desk, &dir, ground::USER);
    let window = desk.start().await;
    window.see("忘记密码").await;
    prepared(&window).await;
    let mut wrong = look_at(&window, "登录").await;
    window.click_on("忘记密码").await;
    window.see("给谁重设密码").await;
    settled(&window).await;
    wrong.extend(look_at(&window, "恢复码打开").await);
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    desk.close(window).await;
}
