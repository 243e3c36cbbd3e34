// What the pages of hotline records say.

export const text = {
  list: {
    noun: '12313举报投诉',
    search: '工单号、涉及户名、涉及地址、内容',
    empty: '把12313台账从Excel导入，举报人的姓名电话会单独加密保存；新接的来电点“新增”登记。',
  },
  form: {
    noun: '12313工单',
    taken: '受理',
    informant: '举报人（单独加密，不进台账和上报）',
    matter: '事项',
    result: '办理',
  },
  view: {
    newCase: '立案',
    source: '12313举报',
  },
};
