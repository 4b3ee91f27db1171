import type { ColumnChunk, ColumnMetaData, RowGroup } from 'hyparquet';

/** Where the pages of a column begin: with its dictionary, where it has one. */
const beginningOf = ({ dictionary_page_offset: dictionary, data_page_offset: data }: ColumnMetaData) =>
  dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data;

const metaOf = ({ meta_data: meta }: ColumnChunk): ColumnMetaData => {
  if (meta === undefined) throw new Error('A row group keeps what it is elsewhere.');
  return meta;
};

/** The bytes of a file that are the pages of a row group. */
export const placeOf = ({ columns }: RowGroup): { readonly start: number; readonly end: number } => {
  const metas = columns.map(metaOf);
  return {
    start: Math.min(...metas.map((meta) => Number(beginningOf(meta)))),
    end: Math.max(...metas.map((meta) => Number(beginningOf(meta) + meta.total_compressed_size))),
  };
};

const movedColumn = (column: ColumnChunk, by: bigint): ColumnChunk => {
  const {
    index_page_offset: _index,
    bloom_filter_offset: _filter,
    bloom_filter_length: _length,
    dictionary_page_offset: dictionary,
    ...meta
  } = metaOf(column);
  return {
    file_offset: 0n,
    meta_data: {
      ...meta,
      data_page_offset: meta.data_page_offset + by,
      ...(dictionary !== undefined && dictionary > 0n ? { dictionary_page_offset: dictionary + by } : {}),
    },
  };
};

/**
 * A row group whose pages stand `by` bytes further on in another file. Indexes of pages and Bloom filters lie outside of it and are left behind; its statistics
 * come along, so that readers can skip it.
 */
export const movedGroup = (
  group: RowGroup,
  by: number,
  sorting: NonNullable<RowGroup['sorting_columns']>,
): RowGroup => ({
  columns: group.columns.map((column) => movedColumn(column, BigInt(by))),
  total_byte_size: group.total_byte_size,
  num_rows: group.num_rows,
  ...(sorting.length > 0 ? { sorting_columns: [...sorting] } : {}),
  file_offset: BigInt(placeOf(group).start + by),
  ...(group.total_compressed_size === undefined
    ? {}
    : { total_compressed_size: group.total_compressed_size }),
});
