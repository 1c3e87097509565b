// The vendor's own typings are `any` all through, and its ES modules have none: `sdk.ts` says what we use.
declare module '@tencentcloud/chat/index.es.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs.
  export default {} as object;
}
declare module '@tencentcloud/chat/modules/group-module.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs.
  export default {} as object;
}
declare module '@tencentcloud/chat/modules/relationship-module.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs.
  export default {} as object;
}
declare module '@tencentcloud/chat/modules/cloud-search-module.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs.
  export default {} as object;
}
