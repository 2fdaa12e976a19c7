// The look: calm, dense, plain. Every text colour has at least 4.5:1 on the grounds it is used on (WCAG 2.2, 1.4.3).
import type { ThemeConfig } from "antd";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#17456e",
    colorInfo: "#17456e",
    colorLink: "#17456e",
    colorLinkHover: "#0d2f4f",
    colorSuccess: "#1d6b3a",
    colorWarning: "#8a4b00",
    colorError: "#a8201a",
    colorText: "#1c2733",
    colorTextSecondary: "#465462",
    colorTextTertiary: "#54616e",
    colorTextQuaternary: "#5e6a76",
    colorTextDescription: "#54616e",
    colorTextPlaceholder: "#5e6a76",
    colorTextDisabled: "#5e6a76",
    colorBorder: "#8996a3",
    colorBorderSecondary: "#d9dfe5",
    colorBgLayout: "#f3f5f7",
    fontFamily:
      '"Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei UI", "Microsoft JhengHei", "PingFang TC", "Helvetica Neue", Arial, sans-serif',
    fontFamilyCode: '"Noto Sans Mono CJK TC", "Noto Sans Mono", Consolas, "Microsoft JhengHei", monospace',
    fontSize: 14,
    borderRadius: 4,
    wireframe: false,
    motion: false,
  },
  components: {
    Table: { headerBg: "#eef2f5", headerColor: "#33414e", cellPaddingBlockSM: 7, cellPaddingInlineSM: 10 },
    Form: { itemMarginBottom: 14, verticalLabelPadding: "0 0 4px", labelColor: "#33414e" },
    Alert: { defaultPadding: "8px 12px" },
    Steps: { iconSizeSM: 22 },
    Button: { fontWeight: 500 },
  },
};
