import { randomUUID } from 'node:crypto';
import { type Asked, type Commands, Refusal } from '../command.js';
import { granted } from '../files.js';
import { list, text } from '../wire.js';

/** An address to write to once, and where it is read then. The SDK puts its own proxy in place of the host. */
const sign = ({ app }: Asked, wanted: string) => {
  if (!wanted) throw new Refusal(60_003, 'no name');
  const name = `${randomUUID()}-${wanted.replaceAll(/[^\w.-]/g, '_')}`;
  granted(app).add(name);
  const origin = app.kept('origin', () => '');
  const store = app.options.ownFiles ? origin : 'https://cos.invalid';
  return {
    name,
    upload: `${store}/files/${app.id}/${name}?sign=for-${name}`,
    download: `${origin}/files/${app.id}/${name}`,
  };
};

export const commands: Commands = {
  'im_cos_msg.pre_sig'(asked) {
    const { name, upload, download } = sign(asked, text(asked.body, 'file_name'));
    const expired_time = asked.app.now() + 900;
    return { upload_url: upload, download_url: download, request_id: name, expired_time };
  },
  'im_cos_msg.simple_sig': (asked) => ({
    str_final_ip: '',
    rpt_pre_sig: list(asked.body, 'rpt_upload_object').map((wanted) => {
      const { name, upload, download } = sign(asked, text(wanted, 'str_file_name'));
      const addresses = { str_upload_url: upload, str_download_url: download, str_file_key: name };
      return { uint32_file_id: wanted.uint32_file_id, uint32_exist_flag: 0, ...addresses };
    }),
  }),
};
