/** Of pictures, files and all that is uploaded: loaded with the first of them. */
export const files = {
  'messages.image': 'Photo {{name}}',
  'messages.image-failed': 'The photo could not be loaded',
  'messages.file': 'File {{name}}, {{size}}',
  'messages.download': 'Download {{name}}',
  'messages.dangerous': 'This kind of file can harm your device. Open it only if you trust the sender.',
  'action.cancel-upload': 'Stop the upload',
} as const;
