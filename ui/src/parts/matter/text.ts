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
    change: '变更内容（只有变更才填）',
    closed: '停业起止（只有停业才填）',
    term: '有效期（新办、延续准予后填）',
    notes: '备注',
  },
};
