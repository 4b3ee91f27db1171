import type { Phrases } from './phrases.ts';

export const english: Phrases = {
  tag: 'en',
  formats: 'en-GB',
  direction: 'ltr',
  colon: ': ',
  severities: { MINOR: 'Minor', MODERATE: 'Moderate', SEVERE: 'Severe', EXTREME: 'Extreme' },
  quantities: {
    PM1: 'PM1',
    PM25: 'PM2.5',
    PM10: 'PM10',
    O3: 'ozone',
    NO: 'nitrogen monoxide',
    NO2: 'nitrogen dioxide',
    NOX: 'nitrogen oxides',
    SO2: 'sulphur dioxide',
    CO: 'carbon monoxide',
    BC: 'black carbon',
    TEMPERATURE: 'temperature',
    HUMIDITY: 'humidity',
    PRESSURE: 'air pressure',
    WIND_SPEED: 'wind speed',
    WIND_DIRECTION: 'wind direction',
  },
  perHour: '{unit} per hour',
  subjects: {
    FIRING: '{severity}: {title} ({where})',
    REPEATED: 'Still going on – {severity}: {title} ({where})',
    ESCALATED: 'Not acknowledged yet – {severity}: {title} ({where})',
    ALL_CLEAR: 'All clear: {title} ({where})',
    WITHDRAWN: 'Withdrawn: {title} ({where})',
    TEST: 'this channel works',
    CONFIRM: 'Do you want to receive air quality alerts?',
  },
  openings: {
    FIRING: 'The condition of the alert “{title}” is met.',
    REPEATED: 'The condition of the alert “{title}” is still met.',
    ESCALATED: 'Nobody has acknowledged the alert “{title}” so far.',
    ALL_CLEAR: 'The alert “{title}” is over.',
    WITHDRAWN: 'The alert “{title}” is withdrawn: corrected readings show that its condition was never met.',
    TEST: 'Air quality alerts reach you here.',
    CONFIRM: 'Somebody entered this address to receive air quality alerts.',
  },
  places: { one: '{count} place', other: '{count} places' },
  more: { one: 'and {count} more', other: 'and {count} more' },
  area: 'several sensors',
  labels: {
    severity: 'Severity',
    where: 'Where',
    condition: 'Condition',
    last: 'Latest value',
    peak: 'Worst value',
    since: 'Since',
    until: 'Until',
    note: 'Note',
    everyone: 'For everyone',
    sensitiveGroups: 'For people with heart or lung disease, older adults, children and pregnant women',
  },
  valueAt: '{value} – {time}',
  timeInZone: '{time} ({zone})',
  signals: {
    VALUE: '{quantity}',
    ROLLING_MEAN: 'mean of {quantity} over {duration}',
    RATE_OF_CHANGE: 'change of {quantity} over {duration}',
    NOWCAST: 'NowCast of {quantity}',
    US_EPA: 'US EPA Air Quality Index',
    EU: 'band of the European Air Quality Index',
    ANOMALY: 'deviation of {quantity} from the last {duration} (modified z-score)',
    QUALITY: 'doubtful readings of {quantity} within {duration}',
    FORECAST: 'probability of {quantity} at or above {level}, forecast for {horizon}',
  },
  horizons: {
    PT4H: '4 hours ahead',
    PT24H: '24 hours ahead',
    PT72H: '72 hours ahead',
    D1: 'tomorrow',
    D2: 'the day after tomorrow',
    D3: 'the third day from today',
  },
  comparisons: { ABOVE: '{signal} at or above {threshold}', BELOW: '{signal} at or below {threshold}' },
  together: '{condition}, at {count} or more sensors at once',
  togetherShare: '{condition}, at {count} or more sensors at once that are {share} or more of all',
  offline: 'no data from the sensor',
  offlineQuantity: 'no data on {quantity} from the sensor',
  advice: {
    air: {
      MINOR: {
        everyone: 'You can be outdoors as usual.',
        sensitiveGroups:
          'If you notice that you react to polluted air, take it easier outdoors and watch for coughing or shortness of breath.',
      },
      MODERATE: {
        everyone: 'You can be outdoors, but take more breaks during long or hard effort.',
        sensitiveGroups:
          'Make effort outdoors shorter and lighter. Keep quick-relief medicine at hand, and rest if you cough, wheeze or feel your heart race.',
      },
      SEVERE: {
        everyone:
          'Cut down long or hard effort outdoors, or move it indoors or to a time when the air is better.',
        sensitiveGroups:
          'Avoid long or hard effort outdoors and stay indoors if you can. Follow your treatment plan, and ask for medical help if symptoms do not pass.',
      },
      EXTREME: {
        everyone:
          'Avoid physical effort outdoors. Stay indoors with windows and doors closed as long as the air outside is this bad.',
        sensitiveGroups:
          'Stay indoors and move little. Ask for medical help at once if you have chest pain or trouble breathing.',
      },
    },
    particles:
      'Burn nothing and do not smoke indoors. If you must go out, a well-fitting mask of class FFP2, N95 or better keeps particles off; cloth masks do not.',
    ozone: 'Ozone is lowest in the morning and indoors: plan effort for then. Masks do not hold it back.',
    trafficGases: 'Keep away from busy roads and running engines, and burn no fuel in closed rooms.',
    sulphurDioxide: 'People with asthma feel this gas within minutes: keep your reliever inhaler with you.',
    weather: {
      everyone: 'Protect yourself from the weather: drink enough, and dress for it.',
      sensitiveGroups:
        'Heat and cold strain heart and lungs: avoid effort, and have somebody look in on you.',
    },
    sensor: {
      everyone:
        'This is about the instrument and says nothing about the air. Check its power, network and inlet.',
      sensitiveGroups: 'Do not rely on this sensor until it is well again: look at others nearby.',
    },
    over: 'Nothing more needs to be done.',
  },
  preliminary: 'These are preliminary data, not reviewed by anybody; they can still change.',
  replayed: 'REPLAY: this is recorded air from the past, played again. Nothing is happening now.',
  test: 'TEST: this is a test message. Nothing is happening now.',
  wordingFailed: 'The wording of this alert’s own could not be used, so this is the usual one.',
  confirm: {
    request: 'If you want to receive them, open this link and press the button:',
    ignore: 'If you do not, do nothing: you will get no other message.',
  },
  links: { details: 'Details', confirm: 'Confirm', unsubscribe: 'Unsubscribe' },
  pages: {
    confirm: {
      title: 'Receive air quality alerts',
      question: 'Do you want to receive air quality alerts at this address?',
      button: 'Yes, send me alerts',
      done: 'Thank you. Alerts will be sent to you from now on.',
      already: 'This address was confirmed before. There is nothing more to do.',
      notValid: 'This link is not valid any more. Ask whoever set up the alerts for a new one.',
    },
    unsubscribe: {
      title: 'Stop air quality alerts',
      question: 'Do you want no more air quality alerts at this address?',
      button: 'Yes, stop alerts',
      done: 'Done. No more alerts will be sent to you.',
      already: 'Alerts to this address were stopped before. There is nothing more to do.',
      notValid: 'This link is not valid any more. Ask whoever set up the alerts to stop them.',
    },
  },
  event: 'Air quality',
};
