"""Makes ml/features/vectors: inputs and every feature of real and wild series, which the runtime must reproduce to 1e-6."""

from __future__ import annotations

import argparse
import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from ml.features.definition import AHEAD, HEADS, Definition, load
from ml.features.features import Series, one
from ml.training.load import airnow, beijing
from ml.training.station import Station, neighbours_of
from ml.training.weather import perfect

FOLDER = Path(__file__).with_name("vectors")


def case(definition: Definition, name: str, series: Series, origin: datetime, zone: str) -> dict[str, object]:
    series = {key: np.round(x, 4) for key, x in series.items()}
    heads = {head: one(definition, series, origin, zone, head) for head in HEADS}
    plain = {k: v for k, v in heads[HEADS[0]].items() if all(_same(heads[h][k], v) for h in HEADS)}
    return {
        "name": name,
        "origin": origin.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "timeZone": zone,
        "series": {key: [_json(v) for v in x] for key, x in series.items()},
        "features": {h: {k: _json(v) for k, v in heads[h].items()} for h in HEADS},
        "shared": sorted(plain),
    }


def _json(value: float) -> float | None:
    return None if math.isnan(value) else value


def _same(a: float, b: float) -> bool:
    return a == b or (math.isnan(a) and math.isnan(b))


def real(
    station: Station, stamp: str, zone: str, hours: int, neighbours: np.ndarray | None = None
) -> tuple[Series, datetime]:
    at = station.ends.get_loc(stamp)
    everything = station.series("PM25", neighbours) if neighbours is not None else {"target": station.inputs["PM25"]}
    origin = station.ends[at].to_pydatetime().replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return {key: x[at - hours + 1 : at + 1][::-1] for key, x in everything.items()}, origin


def oracle(station: Station, stamp: str) -> Series:
    """The weather forecast that an oracle would have made then."""
    at = station.ends.get_loc(stamp)
    return {key: table[at] for key, table in perfect(station).items()}


def wild(hours: int, ahead_hours: int) -> dict[str, Series]:
    rng = np.random.default_rng(7)
    nothing = np.full(hours, np.nan)
    one_hour, gaps, old = nothing.copy(), np.abs(rng.normal(60, 40, hours)), np.abs(rng.normal(30, 9, hours))
    one_hour[0] = 17.3
    gaps[rng.random(hours) < 0.93] = np.nan
    gaps[:20] = np.nan
    old[:200] = np.nan
    negative = rng.normal(-1, 1.5, hours)
    big = rng.lognormal(4, 1.4, hours)
    weather = {
        "TEMPERATURE": rng.normal(25, 6, hours), "WIND_SPEED": np.abs(rng.normal(2, 1, hours)), "WIND_DIRECTION": rng.uniform(0, 360, hours),
        "PM10": rng.lognormal(4, 1, hours), "neighbours": rng.lognormal(4, 1, hours),
    }  # fmt: skip
    weather["WIND_DIRECTION"][::3] = np.nan
    weather["neighbours"][rng.random(hours) < 0.5] = np.nan
    ahead = {
        f"{AHEAD}{key}": rng.normal(3, 4, ahead_hours) for key in ("TEMPERATURE", "HUMIDITY", "WIND_SPEED", "WIND_U")
    }
    ahead[f"{AHEAD}HUMIDITY"][rng.random(ahead_hours) < 0.4] = np.nan
    ahead[f"{AHEAD}WIND_U"][70:] = np.nan
    return {
        "all missing": {"target": nothing}, "constant": {"target": np.full(hours, 12.0)}, "one hour old": {"target": one_hour},
        "huge gaps": {"target": gaps}, "silent for eight days": {"target": old}, "negative": {"target": negative},
        "wild with weather": {"target": big, **weather, **ahead},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with africa/airnow_embassy and beijing_multisite"
    )
    data = parser.parse_args().data
    definition = load()
    cases: dict[str, dict[str, object]] = {}
    for city, stamp, zone in (
        ("Accra", "2023-01-15 07:00", "Africa/Accra"),
        ("Kampala", "2022-07-03 23:00", "Africa/Kampala"),
        ("NDjamena", "2023-03-01 00:00", "Africa/Ndjamena"),
    ):
        station = airnow.read(data / "africa/airnow_embassy" / f"{city}.csv.gz")
        series, origin = real(station, stamp, zone, definition.lookback)
        cases[city.lower()] = case(definition, f"{city}, real", series, origin, zone)
    stations = beijing.read_folder(data / "beijing_multisite")
    station = next(s for s in stations if s.name == "Dongsi")
    series, origin = real(
        station, "2015-12-07 18:00", beijing.TIME_ZONE, definition.lookback, neighbours_of(stations, "PM25")["Dongsi"]
    )
    cases["dongsi"] = case(
        definition,
        "Dongsi with weather, pollutants and neighbours, real",
        {**series, **oracle(station, "2015-12-07 18:00")},
        origin,
        beijing.TIME_ZONE,
    )
    zones = [
        "Africa/Cairo",
        "Asia/Kolkata",
        "UTC",
        "America/New_York",
        "Africa/Lagos",
        "Pacific/Auckland",
        "Asia/Kathmandu",
    ]
    origins = [
        datetime(2024, 4, 26, 1, tzinfo=UTC),
        datetime(2024, 2, 29, 18, tzinfo=UTC),
        datetime(2023, 12, 31, 23, tzinfo=UTC),
    ]
    for i, (name, series) in enumerate(wild(definition.lookback, definition.lookahead).items()):
        origin = origins[i % 3] + timedelta(hours=i)
        cases[name.replace(" ", "-")] = case(definition, name, series, origin, zones[i])
    FOLDER.mkdir(exist_ok=True)
    for key, told in cases.items():
        shared = set(told.pop("shared"))  # type: ignore[arg-type]
        heads: dict[str, dict[str, float | None]] = told["features"]  # type: ignore[assignment]
        told["features"] = {
            "all": {k: v for k, v in heads[HEADS[0]].items() if k in shared},
            **{h: {k: v for k, v in fs.items() if k not in shared} for h, fs in heads.items()},
        }
        (FOLDER / f"{key}.json").write_text(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
