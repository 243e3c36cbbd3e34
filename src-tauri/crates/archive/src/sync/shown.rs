//! Bundles as the window shows them: the next one before it is made, those that left, one that is checked.

use std::{collections::BTreeMap, path::Path};

use yihu_domain::{
    Noun, Record, Result,
    bundle::{Bundle, BundleKind},
    day,
    period::Period,
    rights::Right,
};
use yihu_exchange::bundle::{self, Profile, Summary};
use yihu_store::Filter;

use super::{Slice, after, verify, verify_by};
use crate::{
    Archive, BundleMade, Watch,
    shown::{
        bundle::{BundleCheck, BundleFinding, BundleInfo, BundleLine, BundlePlan},
        number,
    },
};

/// What never leaves, in words; the profile of the export decides it, field by field.
const LEFT_OUT: [&str; 6] = [
    "举报人的姓名、电话、证件号：存在另一个库里，导出程序从不打开；每个文件出去之前还要再查一遍。",
    "12313举报投诉的工单号、举报内容、涉及户名和地址、承办人、反馈情况：只出去类别、时间、结果分类和另写的摘要，编号也换过。",
    "12313举报投诉的附件。",
    "专卖人员的证件号码和手机号码。",
    "修改以前的内容：操作日志只带修改以后的内容和校验值。",
    "没有保存的草稿、本机的设置、台账的表头对照、密码和钥匙。",
];

impl Archive {
    /// Says what the next bundle would hold; nothing is written.
    pub fn bundle_plan(&self, full: bool) -> Result<BundlePlan> {
        self.require(Right::Bundle)?;
        let before = self.store.last_bundle(self.stream())?;
        let kind = self.next_kind(full)?;
        let sequence = before.as_ref().map_or(1, |b| b.sequence + 1);
        let watch = Watch::none();
        let slice = Slice::new(self, after(kind, before.as_ref()), Vec::new(), &watch)?;
        let profile = Profile::new(*self.secrets.export_id_key());
        let follows = match (&before, kind) {
            (None, _) => "这是本数据流的第一个包，须为全量。".to_owned(),
            (Some(before), BundleKind::Full) => format!("上一包是{}；这次重发全部记录。", before.title()),
            (Some(before), _) => {
                format!("上一包是{}（{}导出），这次只发那以后的变动。", before.title(), day::minute(before.exported_at))
            }
        };
        let stream = format!("{}-{}", self.bureau_code(), self.stream());
        Ok(BundlePlan {
            kind,
            name: format!("{stream}-{sequence:06}.zip"),
            stream,
            sequence: number(sequence),
            changes: number(slice.len()),
            lines: lines(&slice.counts(&profile)?),
            left_out: LEFT_OUT.map(str::to_owned).to_vec(),
            after: follows,
        })
    }

    /// Exports the next bundle.
    pub fn bundle_export(&mut self, full: bool, folder: &Path, watch: &Watch<'_>) -> Result<BundleInfo> {
        let BundleMade { path, record } = self.export_bundle(full, folder, watch)?;
        Ok(BundleInfo { path: Some(path.display().to_string()), ..info(&record) })
    }

    /// Lists the bundles that left, the latest first.
    pub fn bundle_list(&self) -> Result<Vec<BundleInfo>> {
        self.require(Right::Read)?;
        let mut bundles = self.store.list::<Bundle>(&Filter::all())?.rows;
        bundles.sort_by_key(|it| std::cmp::Reverse((it.exported_at, it.sequence)));
        Ok(bundles.iter().map(info).collect())
    }

    /// Finds everything that is wrong with a bundle; without a key file it is held against the bureau's own key.
    pub fn bundle_verify(&self, path: &Path, key: Option<&Path>) -> Result<BundleCheck> {
        self.require(Right::Read)?;
        let findings = match key {
            Some(key) => verify(path, key, None)?,
            None => verify_by(path, &self.signer()?.public_key_file(), None)?,
        };
        // A bundle that cannot be read says nothing of itself; the findings say why.
        let summary = bundle::show(path).ok();
        let findings: Vec<BundleFinding> =
            findings.into_iter().map(|it| BundleFinding { entry: it.entry, message: it.message }).collect();
        Ok(BundleCheck {
            ok: findings.is_empty(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bureau: said(summary.as_ref(), "Source-Organization"),
            kind_title: kind_of(&said(summary.as_ref(), "X-Kind")).map_or("", kind_title).to_owned(),
            made_at: said(summary.as_ref(), "X-Made-At").parse().map(day::minute).unwrap_or_default(),
            findings,
        })
    }
}

fn said(summary: Option<&Summary>, name: &str) -> String {
    let mut pairs = summary.into_iter().flat_map(|summary| &summary.info);
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn kind_of(word: &str) -> Option<BundleKind> {
    [BundleKind::Full, BundleKind::Delta, BundleKind::Selfcheck].into_iter().find(|kind| kind.word() == word)
}

/// What a bundle carries, in words.
const fn kind_title(kind: BundleKind) -> &'static str {
    match kind {
        BundleKind::Full => "全量",
        BundleKind::Delta => "增量",
        BundleKind::Selfcheck => "月度自查",
    }
}

/// A bundle that left, as it is listed.
fn info(it: &Bundle) -> BundleInfo {
    let month = |text: &String| text.parse::<Period>().map_or_else(|_| text.clone(), Period::title);
    BundleInfo {
        id: it.head.id.to_string(),
        name: format!("{}.zip", it.title()),
        kind: it.kind,
        kind_title: kind_title(it.kind).to_owned(),
        sequence: number(it.sequence),
        period: it.period.as_ref().map(month),
        changes: if it.from_change == 0 { 0 } else { number(it.to_change - it.from_change + 1) },
        counts: lines(&it.counts),
        digest: it.digest.clone(),
        exported_at: day::minute(it.exported_at),
        path: None,
    }
}

/// Counts by noun, in the order of the house.
fn lines(counts: &BTreeMap<String, i64>) -> Vec<BundleLine> {
    let line = |noun: Noun| {
        let count = counts.get(noun.word()).filter(|count| **count > 0)?;
        Some(BundleLine { noun, title: noun.title().to_owned(), count: number(*count) })
    };
    Noun::ALL.into_iter().filter_map(line).collect()
}
