"""Writes data/expected-incidents.json.gz: python3 expect.py, in this folder. It shares nothing with the code that it judges."""
import csv, datetime as dt, gzip, json, math

HOUR = dt.timedelta(hours=1)
SILENT_AFTER = 6 * HOUR


def nowcast(hours, end):
    """EPA's formula: twelve hours, w = min / max but at least 0.5; two of the newest three hours are needed. Cut to 0.1."""
    newest_first = [hours.get(end - ago * HOUR) for ago in range(12)]
    if sum(value is not None for value in newest_first[:3]) < 2:
        return None
    known = [(ago, value) for ago, value in enumerate(newest_first) if value is not None]
    values = [value for _, value in known]
    w = max(min(values) / max(values), 0.5) if max(values) > 0 else 1
    mean = sum(w**ago * value for ago, value in known) / sum(w**ago for ago, _ in known)
    return math.floor(max(0, mean) * 10 + 1e-6) / 10


# 78 FR 3086: the breakpoints that were in force in 2022
TABLE = [(0, 12, 0, 50), (12.1, 35.4, 51, 100), (35.5, 55.4, 101, 150), (55.5, 150.4, 151, 200)]
TABLE += [(150.5, 250.4, 201, 300), (250.5, 350.4, 301, 400), (350.5, 500.4, 401, 500)]


def index(pm):
    low, high, low_index, high_index = next((row for row in TABLE if pm <= row[1]), TABLE[-1])
    return math.floor((high_index - low_index) / (high - low) * (pm - low) + low_index + 0.5)


def incidents(series, at, recovery, hold, keep):
    """Each begins at the first hour at or above `at`, fires when that has held, and ends when it was below `recovery` for long enough."""
    found, begun, open_one, well, last = [], None, None, None, None
    for end, value in series:
        if last is not None and end - last > SILENT_AFTER:
            well = begun = None
        last = end
        if value is None:
            continue
        if open_one is None:
            if value < at:
                begun = None
                continue
            begun = begun or dict(started=end, fired=None, resolved=None, peak=value, peak_at=end)
        now = open_one or begun
        if value > now['peak']:
            now.update(peak=value, peak_at=end)
        if open_one is None:
            if end - begun['started'] >= hold * HOUR:
                open_one, begun, well = begun, None, None
                open_one['fired'] = end
                found.append(open_one)
        elif value >= recovery:
            well = None
        else:
            well = well or end
            if end - well >= keep * HOUR:
                open_one['resolved'] = end
                open_one = None
    return found


def silences(ends):
    return [
        dict(started=a + SILENT_AFTER, fired=a + SILENT_AFTER, resolved=b, peak=None, peak_at=a + SILENT_AFTER)
        for a, b in zip(ends, ends[1:])
        if b - a > SILENT_AFTER
    ]


def told(found):
    hour = lambda at: None if at is None else f'{at:%Y-%m-%dT%HZ}'
    return [[hour(i['started']), hour(i['fired']), hour(i['resolved']), i['peak'], hour(i['peak_at'])] for i in found]


expected = {}
for city in ('accra', 'kampala', 'ndjamena'):
    with gzip.open(f'data/{city}-2022.csv.gz', 'rt') as file:
        rows = csv.DictReader(file)
        hours = {dt.datetime.strptime(row['end'], '%Y-%m-%dT%HZ'): float(row['pm25_ug_m3']) for row in rows}
    ends = sorted(hours)
    pm = [(end, nowcast(hours, end)) for end in ends]
    aqi = [(end, None if value is None else index(value)) for end, value in pm]
    expected[city] = {
        'house-pm25-sensitive': told(incidents(pm, 35.5, 32, hold=1, keep=3)),
        'house-pm25-unhealthy': told(incidents(pm, 55.5, 50, hold=1, keep=3)),
        'house-pm25-very-unhealthy': told(incidents(pm, 125.5, 113, hold=0, keep=3)),
        'house-index-unhealthy': told(incidents(aqi, 151, 136, hold=1, keep=3)),
        'house-offline': told(silences(ends)),
    }
    print(city, len(ends), {rule: len(found) for rule, found in expected[city].items()})
with open('data/expected-incidents.json.gz', 'wb') as raw:
    with gzip.GzipFile(fileobj=raw, mode='wb', mtime=0, filename='') as file:
        file.write(json.dumps(expected, separators=(',', ':')).encode())
