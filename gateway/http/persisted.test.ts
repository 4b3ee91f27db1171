import { expect, it } from 'vitest';
import { createPersistedDocuments } from './persisted.ts';

it('keeps what was used last, within a number of documents', () => {
  const documents = createPersistedDocuments({ documents: 2, characters: 100 });
  documents.keep('a', 'A');
  documents.keep('b', 'B');
  documents.find('a');
  documents.keep('c', 'C');
  expect(['a', 'b', 'c'].map(documents.find)).toEqual(['A', undefined, 'C']);
});

it('keeps within a size, however often one is registered', () => {
  const documents = createPersistedDocuments({ documents: 100, characters: 10 });
  for (let i = 0; i < 5; i++) documents.keep('a', '1234');
  documents.keep('b', '1234');
  expect(['a', 'b'].map(documents.find)).toEqual(['1234', '1234']);
  documents.keep('c', '123');
  expect(['a', 'b', 'c'].map(documents.find)).toEqual([undefined, '1234', '123']);
  documents.keep('d', 'longer than all of them together');
  expect(['a', 'b', 'c', 'd'].map(documents.find)).toEqual([undefined, undefined, undefined, undefined]);
});
