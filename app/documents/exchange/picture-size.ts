/** Width and height of a picture in pixels; undefined where its head cannot be read. */
export function sizeOfPicture(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = readSize(view);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function readSize(view: DataView): { width: number; height: number } | undefined {
  if (view.byteLength < 30) return undefined;
  const head = view.getUint32(0);
  if (head === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (head >>> 8 === 0x474946) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (head >>> 16 === 0xffd8) return sizeOfJpeg(view);
  if (head === 0x52494646) return sizeOfWebp(view);
  return undefined;
}

function sizeOfJpeg(view: DataView): { width: number; height: number } | undefined {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Frames begin at C0 to CF, but for tables (C4), extensions (C8) and arithmetic conditioning (CC).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function sizeOfWebp(view: DataView): { width: number; height: number } | undefined {
  const kind = view.getUint32(12);
  const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (kind === 0x56503858) return { width: three(24) + 1, height: three(27) + 1 };
  if (kind === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== 0x5650384c) return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The size at which a picture is set, in pixels of 96 to the inch: as it is, and no wider than the column. */
export function fittedSize(bytes: Uint8Array, widest: number, tallest: number): { width: number; height: number } {
  const { width, height } = sizeOfPicture(bytes) ?? { width: 400, height: 300 };
  const scale = Math.min(1, widest / width, tallest / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
