import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
};

type Colour = readonly [number, number, number];

/** A PNG of true colour. */
function png(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => colourAt(x, y)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const body = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

const face = (n: number): Buffer =>
  png(40, 40, (x, y) =>
    Math.hypot(x - 20, y - 16) < 9
      ? [250, 220, 190]
      : [((n * 53) % 200) + 30, ((n * 97) % 180) + 40, ((n * 29) % 200) + 40],
  );

const SIZES = [
  [240, 160],
  [180, 240],
  [240, 120],
] as const;
const photo = (n: number): Buffer => {
  const [width, height] = SIZES[n % 3] as readonly [number, number];
  return png(width, height, (x, y) => {
    const field = (Math.floor(x / 30) + Math.floor(y / 30) * 3 + n) % 7;
    return [(field * 37 + n * 40) & 255, (field * 61 + 80) & 255, (field * 23 + n * 60) & 255];
  });
};

/** By path: twelve faces and six photos, as `page/data.ts` names them. */
export const pictures = (): ReadonlyMap<string, Buffer> =>
  new Map([
    ...Array.from({ length: 12 }, (_, n) => [`/avatars/${n}.png`, face(n)] as const),
    ...Array.from({ length: 6 }, (_, n) => [`/pictures/${n}.png`, photo(n)] as const),
  ]);
