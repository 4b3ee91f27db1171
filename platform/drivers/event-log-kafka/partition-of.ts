const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/** MurmurHash2 of 32 bits, as Kafka's own clients compute it (org.apache.kafka.common.utils.Utils.murmur2). */
const murmur2 = (key: Buffer): number => {
  let hash = seed ^ key.length;
  const whole = key.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let word = Math.imul(key.readInt32LE(i), multiplier);
    word ^= word >>> 24;
    hash = Math.imul(hash, multiplier) ^ Math.imul(word, multiplier);
  }
  const rest = key.length - whole;
  if (rest > 0) {
    let tail = 0;
    for (let i = 0; i < rest; i++) tail |= (key[whole + i] as number) << (8 * i);
    hash = Math.imul(hash ^ tail, multiplier);
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
};

/** The same for a key in every process and in every Kafka client that keeps to the default: a sensor's records stay in one partition. */
export const partitionOf = (key: Buffer, partitions: number): number =>
  (murmur2(key) & 0x7fffffff) % partitions;
