import type { Engine } from '../../core/engine/index.js';
import { invalid } from '../../core/model/index.js';
import { tencent } from './index.js';
import { scriptAt } from './sdk-at.js';

/** The value of an attribute, null where there is none. */
type Attribute = (name: string) => string | null;

/** An absolute address; undefined where there is none. Throws `invalid`. */
function addressOf(attribute: Attribute, name: string, schemes: readonly string[]): string | undefined {
  const value = attribute(name)?.trim();
  if (!value) return undefined;
  const url = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : undefined;
  if (url && schemes.includes(url.protocol)) return url.href;
  throw invalid(
    name,
    `"${value}" is no address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  );
}

function appIdOf(attribute: Attribute): number {
  const value = attribute('app-id')?.trim() ?? '';
  if (!value) throw invalid('app-id', 'is missing: the SDKAppID, as the console shows it');
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw invalid('app-id', `"${value}" is no SDKAppID: digits only`);
}

const SCRIPT = ['https:', 'http:'];

/**
 * An engine from what an element says of it: `app-id`, and where they are wanted `server` (a private `proxyServer`), `sdk`
 * and `upload-plugin` (addresses of the site's own copies), `cloud-search` (the app has bought it). Throws `invalid`
 * with the attribute's name in `field`.
 */
export function fromAttributes({ attribute = () => null }: { readonly attribute?: Attribute }): Engine {
  const sdkAppId = appIdOf(attribute);
  // What follows the host is the SDK's: it appends a path.
  const proxyServer = addressOf(attribute, 'server', ['wss:', 'ws:'])?.replace(/\/+$/, '');
  const sdk = addressOf(attribute, 'sdk', SCRIPT);
  const plugin = addressOf(attribute, 'upload-plugin', SCRIPT);
  return tencent({
    sdkAppId,
    ...(attribute('cloud-search') !== null && { search: true }),
    ...(proxyServer && { proxyServer }),
    ...(sdk && { sdk: scriptAt(sdk, 'sdk', 'TencentCloudChat') }),
    ...(plugin && { uploadPlugin: scriptAt(plugin, 'upload-plugin', 'TIMUploadPlugin') }),
  });
}
