// What the pages of matters of licences say.

export const text = {
  list: {
    noun: '许可事项',
    search: '许可证号、户名、决定文号、办理人',
    empty: '新办、变更、延续、停业、歇业等事项，在零售户页点“登记许可事项”，或在这里点“新增”；受理、决定、送达的期限会自动提醒。',
  },
  form: {
    noun: '许可事项',
    matter: '事项',
    accept: '申请与受理',
    check: '实地核查',
    decision: '决定与送达',
    applicant: '申请人（保存时建零售户档案，状态“申请中”）',
    change: '变更内容（改哪一栏填哪一栏，准予时写进零售户和许可证）',
    words: '变更的话（改的不是证上的栏目才写）',
    reissue: '补办的证件（准予后计入补办次数）',
    closed: '停业起止',
    term: '准予的有效期（空着按最长五年算）',
    number: '换发的许可证号（号码不变的空着）',
    notes: '备注',
  },
};
