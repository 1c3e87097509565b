export interface TencentOptions {
  /** Of the app, as the console shows it. One account of it at a time on a page: that is the SDK's law. */
  readonly sdkAppId: number;
  /** Brings the SDK in; default: `import()` of `@tencentcloud/chat`, of which only the parts named in `modules` are loaded. */
  readonly sdk?: () => Promise<{ readonly default: object }>;
  /** Modules to go with `sdk`, by the vendor's names, such as `group-module`. The SDK's all-in-one build needs none. */
  readonly modules?: () => Promise<Readonly<Record<string, object>>>;
  /** The app has bought the vendor's cloud search: people, groups, members and messages are found at the back end. */
  readonly search?: boolean;
  /** Brings in `tim-upload-plugin`, for files. */
  readonly uploadPlugin?: () => Promise<{ readonly default: object }>;
  /** `wss://` address of a private entry; the SDK appends a path. */
  readonly proxyServer?: string;
  readonly fileUploadProxy?: string;
  readonly fileDownloadProxy?: string;
  /** Hears of what could not be read; never with the words of a message. */
  readonly report?: (what: string) => void;
}
