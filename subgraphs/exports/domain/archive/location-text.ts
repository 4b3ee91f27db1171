/** In the name of an object, which has 200 characters at most, beside `location-`, the date, which build it is and `.csv.gz`. */
export const longestLocation = 146;

const plain = /^[A-Za-z0-9_-]$/;
const written = /^(?:[A-Za-z0-9_-]|\.[0-9A-F]{2})+$/;

/**
 * A sensor's id as it stands in paths: letters, digits, - and _ as they are, each other byte of its UTF-8 as a dot and two hexadecimal digits. Ids of ours need none. A dot, since
 * `=` and `%` mean something to what reads such paths. Undefined where there is nothing to write, or what no database takes for text.
 */
export const writeLocation = (sensorId: string): string | undefined => {
  if (sensorId === '' || sensorId.includes('\0') || !sensorId.isWellFormed()) return undefined;
  return Array.from(new TextEncoder().encode(sensorId), (byte) => {
    const letter = String.fromCharCode(byte);
    return plain.test(letter) ? letter : `.${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
};

/** The id that was written so; undefined where none is. */
export const readLocation = (location: string): string | undefined => {
  if (!written.test(location)) return undefined;
  try {
    const read = decodeURIComponent(location.replaceAll('.', '%'));
    // a letter that needed no dot has one spelling
    return writeLocation(read) === location ? read : undefined;
  } catch {
    return undefined;
  }
};
