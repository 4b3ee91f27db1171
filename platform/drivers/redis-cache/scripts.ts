import { type CommandParser, defineScript } from 'redis';

/** KEYS: the counter. ARGV: window in ms, points. */
const count = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
local count = redis.call('INCRBY', KEYS[1], ARGV[2])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {count, left}`,
  parseCommand(parser: CommandParser, key: string, windowMs: number, points: number) {
    parser.pushKey(key);
    parser.push(String(windowMs), String(points));
  },
  transformReply: (reply: unknown) => reply as readonly [count: number, leftMs: number],
});

/**
 * KEYS: the hash of all leases, each "when it runs out, in ms of the server's clock" and its holder. ARGV: lease, holder, ms, how many there may be. Those that
 * ran out are removed when a new one finds the hash full.
 */
const lease = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local endsAt = function(entry) return tonumber(string.match(entry, '^%d+')) end
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found then
  if endsAt(found) > now and string.match(found, '^%d+ (.*)$') ~= ARGV[2] then return 0 end
elseif redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
  local all = redis.call('HGETALL', KEYS[1])
  local alive = 0
  for i = 1, #all, 2 do
    if endsAt(all[i + 1]) > now then alive = alive + 1 else redis.call('HDEL', KEYS[1], all[i]) end
  end
  if alive >= tonumber(ARGV[4]) then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ARGV[3]) .. ' ' .. ARGV[2])
return 1`,
  parseCommand(
    parser: CommandParser,
    key: string,
    name: string,
    holder: string,
    ttlMs: number,
    maxLeases: number,
  ) {
    parser.pushKey(key);
    parser.push(name, holder, String(ttlMs), String(maxLeases));
  },
  transformReply: (reply: unknown) => reply === 1,
});

/** KEYS: the hash of all leases. ARGV: lease, holder. */
const release = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found and string.match(found, '^%d+ (.*)$') == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
return 1`,
  parseCommand(parser: CommandParser, key: string, name: string, holder: string) {
    parser.pushKey(key);
    parser.push(name, holder);
  },
  transformReply: () => undefined,
});

/** What must not be torn apart runs in the server, in one piece. */
export const scripts = { count, lease, release };
