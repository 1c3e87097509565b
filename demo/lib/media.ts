/** A film's picture and a picture that moves, small enough to stand here. */
export const POSTER =
  'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wAARCAASACADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAQGB//EACYQAAEDAgUDBQAAAAAAAAAAAAEAAgQDEQYSFCFhBVGBBxMxQaH/xAAXAQEBAQEAAAAAAAAAAAAAAAAFAAID/8QAGxEAAgMBAQEAAAAAAAAAAAAAAAECAxEEQVH/2gAMAwEAAhEDEQA/ANZq+U1fKyVHFUCszMJDWdw85SFJNxpGoDLHaZD+DZo8o5ccvgy7akt06LHiSpUYyKYbl3sCdzbsotXysLB9U+sw6Jj6aM6jvawcHtv2N7fiqjYtgyG390Unfbam1vPwtS4mvDnXfCTes5+iImAoIiKI/9k=';
const GIF =
  'R0lGODlhMAAkAJEAAFZSbvbBd+tvkv/01iH/C05FVFNDQVBFMi4wAwEAAAAh+QQEDgAAACwAAAAAMAAkAAACSYSPqcvtD6OctNqLs968+w+G4kiW5omm6sq27msF8kyr9B3Y+KzveeqT9XZDXPF2rAGDJoHzCY1Kp9Sq9YrNarfcrvcLDovH2AIAIfkEBA4AAAAsAAAAADAAJAAAAk2Ej6nL7Q+jnLTai7PevPsPhuJIll2ApqqJqG7AHu8aA3Na2zdc73zsywV7O2Exh0wql8ym81kSSKfUqvWKzWq33K73Cw6Lx+Sy+cwtAAAh+QQEDgAAACwAAAAAMAAkAAACT4SPqcvtD6OctNqLs94chQ+GXRSWwQiZIuqoINu6J8zIM63Y+KLvSe87AIPEovGITCqXzKbzCY1KUYKq9YrNarfcrvcLDovH5LL5jE6rvwUAIfkEBA4AAAAsAAAAADAAJAAAAk6Ej6nL7Q+jnLTGgLO2HOgfdBa4iRSZmScaqhLbuhAsX2w937hD7/4PDAqHxKLxiEwql8ym8wmNCgXUqvWKzWq33K73Cw6Lx+Sy+YxOewsAIfkEBA4AAAAsAAAAADAAJAAAAk+Ej6nL7Q+jnLTai7PenIYPhl0UlsEImSLqqCDbuifMyDOt2Pii70nvOwCDxKLxiEwql8ym8wmNSieCqvWKzWq33K73Cw6Lx+Sy+YxOq78FACH5BAQOAAAALAAAAAAwACQAAAJNhI+py+0Po5y02ouz3rz7D4biSJbmFKTqeh7rG7QGzMq0KgN3mu+xvesFgTdhMYdMKpfMpvPZEEin1Kr1is1qt9yu9wsOi8fksvnMLQAAOw==';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

/** An address of the moving picture, for this page alone. */
export const gifAddress = (): string => URL.createObjectURL(new Blob([bytesOf(GIF)], { type: 'image/gif' }));

/** A melody as a WAV, so that a voice sample can be played without a server. */
export function melody(seconds: number): Blob {
  const rate = 8000;
  const samples = Math.round(rate * seconds);
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const words = (at: number, text: string): void => {
    for (const [index, one] of [...text].entries()) view.setUint8(at + index, one.charCodeAt(0));
  };
  words(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  words(8, 'WAVEfmt ');
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate * 2],
    [40, samples * 2],
  ] as const)
    view.setUint32(at, value, true);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    view.setUint16(at, value, true);
  words(36, 'data');
  for (let at = 0; at < samples; at += 1) {
    const tone = [262, 330, 392, 523][Math.floor((at / rate) * 3) % 4] ?? 262;
    const swell = Math.abs(Math.sin((at / rate) * Math.PI * 1.5));
    view.setInt16(44 + at * 2, Math.sin((at / rate) * tone * 2 * Math.PI) * 6000 * swell, true);
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}
export const melodyAddress = (seconds: number): string => URL.createObjectURL(melody(seconds));

/** Loudness as speech has it. */
export const SPEECH: readonly number[] = Array.from({ length: 48 }, (_, at) =>
  Number((0.12 + 0.85 * Math.abs(Math.sin(at * 0.9) * Math.sin(at * 0.23 + 0.4))).toFixed(2)),
);
