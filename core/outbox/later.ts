let restoring: typeof import('./restore.js') | undefined;
let uploading: typeof import('./upload.js') | undefined;

/** What puts together what an earlier visit left behind. */
export const loadRestore = async () => {
  restoring ??= await import('./restore.js');
  return restoring;
};

export const loadUpload = async () => {
  uploading ??= await import('./upload.js');
  return uploading;
};

/** Both, before they are wanted: then they are there when the network is not. */
export const prepareOutbox = (): Promise<unknown> => Promise.all([loadRestore(), loadUpload()]);
