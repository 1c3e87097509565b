/** The few words a page shows before the chat itself is loaded; those of the panel have the same keys as in the whole locales. */
export const launcher: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    'widget.open': 'Open chat',
    'widget.close': 'Close chat',
    'widget.title': 'Chat with us',
    'widget.failed': 'The chat could not be loaded.',
  },
  'zh-CN': {
    'widget.open': '打开聊天',
    'widget.close': '关闭聊天',
    'widget.title': '在线咨询',
    'widget.failed': '聊天加载失败。',
  },
  ar: {
    'widget.open': 'فتح المحادثة',
    'widget.close': 'إغلاق المحادثة',
    'widget.title': 'تحدّث معنا',
    'widget.failed': 'تعذّر تحميل المحادثة.',
  },
};
