export type { HubPort, OpenPort, UploadMeta } from '../../hub/protocol/index.js';
