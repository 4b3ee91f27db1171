"""Makes data/*.csv.gz of the originals: python3 derive.py <folder of the originals> <folder to write to>"""
import csv, datetime as dt, gzip, sys

source, target = sys.argv[1:]
HOUR = dt.timedelta(hours=1)
AHEAD_OF_UTC = {'Accra': 0, 'Kampala': 3, 'NDjamena': 1}
# what the monitors write where they have no value, and their full scale
SENTINELS = {-999, -9999, 985, 1985, 9985}

for city, ahead in AHEAD_OF_UTC.items():
    hours = {}
    with gzip.open(f'{source}/{city}.csv.gz', 'rt') as file:
        for row in csv.DictReader(file):
            if row['Year'] not in ('2021', '2022', '2023'):
                continue
            # hour-ending, local: hour 0 is the one that ends with the day before
            local = dt.datetime(*(int(row[part]) for part in ('Year', 'Month', 'Day', 'Hour')))
            end = local - ahead * HOUR
            value = float(row['Raw Conc.'])
            is_wrong = row['QC Name'] in ('Missing', 'Invalid', 'Suspect') or value in SENTINELS
            if (end - HOUR).year == 2022 and not is_wrong and -5 <= value < 985:
                hours.setdefault(end, value)
    lines = ''.join(f'{end:%Y-%m-%dT%HZ},{value:g}\n' for end, value in sorted(hours.items()))
    with open(f'{target}/{city.lower()}-2022.csv.gz', 'wb') as raw:
        with gzip.GzipFile(fileobj=raw, mode='wb', mtime=0, filename='') as file:
            file.write(('end,pm25_ug_m3\n' + lines).encode())
