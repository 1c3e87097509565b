/** What the test server of the repository takes; it holds all ids of apps for one app. */
const APP = 1_400_000_000;

/** Attributes that put somebody on another back end than the hub, beside `user-id`. */
export type VendorAttributes = Readonly<Record<string, string>>;

export interface Vendor {
  /** The only person that this page can show; all of them when absent. */
  readonly only: string | undefined;
  /** `at`: which of the page's people. */
  attributesOf(user: string, at: number): VendorAttributes;
}

/**
 * `?engine=tencent&server=ws://127.0.0.1:9000` on a demo page. The SDK holds one person per app id and page, so people beside
 * each other get ids of their own, which only a test server understands. `&app-id=1400000000&user=ada` is for a real app:
 * one person, and his id.
 */
export function vendorOf(search: string): Vendor | undefined {
  const query = new URLSearchParams(search);
  if (query.get('engine') !== 'tencent') return undefined;
  const server = query.get('server');
  const app = Number(query.get('app-id') ?? APP);
  const only = query.get('user') ?? (server ? undefined : 'ada');
  return {
    only,
    attributesOf: (user, at) => {
      const appId = String(only ? app : app + at);
      return {
        engine: 'tencent',
        'app-id': appId,
        'user-id': user,
        'token-url': `/demo/api/user-sig?${new URLSearchParams({ user, 'app-id': appId })}`,
        sdk: '/demo/vendor/chat/index.js',
        'upload-plugin': '/demo/vendor/upload/index.js',
        ...(server && { server }),
      };
    },
  };
}
