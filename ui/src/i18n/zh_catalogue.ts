// 法規依據、用途與連結作業的用語。
export const zh_catalogue = {
  menu_use: "使用管理",
  operation_kinship: "親等查詢",
  operation_match: "勾稽",
  operation_extract: "名冊抽取",
  operation_export: "匯出",
};
