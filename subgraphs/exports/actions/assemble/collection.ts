import { bytesOf, type PieceFiles } from './piece-file.ts';

const opening = '{"type":"FeatureCollection","features":[\n';
const closing = '\n]}\n';

/** Newline-delimited features, of which any piece may have none, as one GeoJSON document. */
export async function* collection(pieces: PieceFiles): AsyncGenerator<Buffer> {
  yield Buffer.from(opening);
  // the comma is written before the next feature: whether there is one is not known after the last
  let isBetween = false;
  for await (const { path } of pieces) {
    for await (const chunk of bytesOf(path)) {
      // a character a byte, whatever it means: no feature holds a raw line break
      const text = chunk.toString('latin1');
      const endsLine = text.endsWith('\n');
      const lines = endsLine ? text.slice(0, -1) : text;
      if (lines !== '')
        yield Buffer.from(`${isBetween ? ',\n' : ''}${lines.replaceAll('\n', ',\n')}`, 'latin1');
      isBetween = endsLine || (isBetween && lines === '');
    }
  }
  yield Buffer.from(closing);
}
