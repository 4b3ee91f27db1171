import type { FileMetaData, RowGroup } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';

export const magic = 'PAR1';

type Metadata = Omit<FileMetaData, 'metadata_length' | 'row_groups'>;

/** Of the length behind what it measures. */
const lengthBytes = 4;

const written = (metadata: Metadata, row_groups: RowGroup[]): Buffer => {
  const writer = new ByteWriter();
  const whole = { ...metadata, row_groups } as FileMetaData;
  // bounds are told whole: cut ones would be marked as such, and not every reader heeds the mark
  writeMetadata(writer, whole, Number.POSITIVE_INFINITY);
  return Buffer.from(writer.getBytes()).subarray(0, -lengthBytes);
};

/** Parts of a footer: a list in Thrift's compact protocol is a head and its members, and a member is written the same wherever it stands. */
const partsOf = (metadata: Metadata, group: RowGroup) => {
  const [none, one] = [written(metadata, []), written(metadata, [group])];
  const head = none.findIndex((byte, i) => byte !== one[i]);
  const after = none.subarray(head + 1);
  return { before: none.subarray(0, head), member: one.subarray(head + 1, one.length - after.length), after };
};

const struct = 12;
const listHead = (members: number): Buffer => {
  if (members < 15) return Buffer.of((members << 4) | struct);
  const bytes = [(15 << 4) | struct];
  let rest = members;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
};

/**
 * The footer of a file that gets its row groups one after the other. Each is turned into bytes when it comes: thousands of them at the end would keep everything else waiting,
 * and take ten times the memory until then.
 */
export const createFooter = (schema: FileMetaData['schema']) => {
  const members: Buffer[] = [];
  let sample: RowGroup | undefined;
  let rows = 0n;
  const bare: Metadata = { version: 2, schema, num_rows: 0n };
  return {
    add(group: RowGroup): void {
      sample ??= group;
      members.push(partsOf(bare, group).member);
      rows += group.num_rows;
    },
    rows: (): number => Number(rows),
    /** All that follows the row groups. */
    bytes(more: Pick<Metadata, 'created_by' | 'key_value_metadata'>): Buffer {
      const metadata = { ...bare, ...more, num_rows: rows };
      const all: Buffer[] = [];
      if (sample === undefined) all.push(written(metadata, []));
      else {
        const { before, after } = partsOf(metadata, sample);
        all.push(before, listHead(members.length), ...members, after);
      }
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32LE(all.reduce((sum, { length: bytes }) => sum + bytes, 0));
      return Buffer.concat([...all, length, Buffer.from(magic)]);
    },
  };
};
