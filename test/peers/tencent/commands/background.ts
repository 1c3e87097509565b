import type { Commands } from '../command.js';
import { purchaseBits } from './session.js';

/** What the SDK asks for by itself, and lives without: an answer with nothing in it is enough. */
export const commands: Commands = {
  'imopenstat.tim_web_report_v2': () => ({}),
  'im_sdk_config_mgr.fetch_config': () => ({ int32_error_code: 0, str_json_config: '', uint32_expired_time: 3600 }),
  'im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2': ({ app }) => ({
    int32_error_code: 0,
    str_purchase_bits: purchaseBits(app),
    uint32_expired_time: 3600,
  }),
  'im_msg_audit_mgr.get_local_words': () => ({}),
};
