import { parquetMetadata } from 'hyparquet';
import { expect, it } from 'vitest';
import { createFooter } from './footer.ts';

const schema = [
  { name: 'root', num_children: 1 },
  { name: 'value', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
] as const;
const groupOf = (i: number) => ({
  columns: [
    {
      file_offset: 0n,
      meta_data: {
        ...({ type: 'DOUBLE', encodings: ['PLAIN'], path_in_schema: ['value'], codec: 'ZSTD' } as const),
        ...{ num_values: 7n, total_uncompressed_size: 90n, total_compressed_size: 80n },
        ...{ data_page_offset: BigInt(4 + 80 * i), statistics: { min_value: i, max_value: i + 0.5 } },
      },
    },
  ],
  ...{ total_byte_size: 90n, num_rows: 7n },
});

it.each([0, 1, 14, 15, 127, 128, 300, 2_000])('a footer tells of all of %i row groups', (many) => {
  const footer = createFooter(structuredClone(schema) as never);
  const groups = Array.from({ length: many }, (_, i) => groupOf(i));
  for (const group of groups) footer.add(structuredClone(group) as never);
  const found = parquetMetadata(
    footer.bytes({ created_by: 'us', key_value_metadata: [{ key: 'a', value: 'b' }] }),
  );
  expect(found).toMatchObject({ num_rows: BigInt(7 * many), created_by: 'us' });
  expect(found.row_groups).toHaveLength(many);
  for (const i of [0, many >> 1, many - 1].filter((i) => i >= 0 && i < many))
    expect(found.row_groups[i]).toMatchObject(groups[i] as object);
});
