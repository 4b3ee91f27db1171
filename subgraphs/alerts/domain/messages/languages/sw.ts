import type { Phrases } from './phrases.ts';

export const swahili: Phrases = {
  tag: 'sw',
  formats: 'sw',
  direction: 'ltr',
  colon: ': ',
  severities: { MINOR: 'Ndogo', MODERATE: 'Wastani', SEVERE: 'Kubwa', EXTREME: 'Kubwa mno' },
  quantities: {
    PM1: 'PM1',
    PM25: 'PM2.5',
    PM10: 'PM10',
    O3: 'ozoni',
    NO: 'nitriki oksidi (NO)',
    NO2: 'dioksidi ya nitrojeni (NO₂)',
    NOX: 'oksidi za nitrojeni (NOₓ)',
    SO2: 'dioksidi ya salfa (SO₂)',
    CO: 'monoksidi ya kaboni (CO)',
    BC: 'kaboni nyeusi',
    TEMPERATURE: 'halijoto',
    HUMIDITY: 'unyevu wa hewa',
    PRESSURE: 'kanieneo ya hewa',
    WIND_SPEED: 'kasi ya upepo',
    WIND_DIRECTION: 'mwelekeo wa upepo',
  },
  perHour: '{unit} kwa saa',
  subjects: {
    FIRING: 'Tahadhari ({severity}): {title} ({where})',
    REPEATED: 'Bado inaendelea – tahadhari ({severity}): {title} ({where})',
    ESCALATED: 'Bado haijashughulikiwa – tahadhari ({severity}): {title} ({where})',
    ALL_CLEAR: 'Tahadhari imekwisha: {title} ({where})',
    WITHDRAWN: 'Tahadhari imeondolewa: {title} ({where})',
    TEST: 'njia hii inafanya kazi',
    CONFIRM: 'Je, ungependa kupokea tahadhari za ubora wa hewa?',
  },
  openings: {
    FIRING: 'Sharti la tahadhari “{title}” limetimia.',
    REPEATED: 'Sharti la tahadhari “{title}” bado linatimia.',
    ESCALATED: 'Hakuna aliyeshughulikia tahadhari “{title}” hadi sasa.',
    ALL_CLEAR: 'Tahadhari “{title}” imekwisha.',
    WITHDRAWN:
      'Tahadhari “{title}” imeondolewa: vipimo vilivyosahihishwa vinaonyesha kwamba sharti lake halikutimia kamwe.',
    TEST: 'Tahadhari za ubora wa hewa zinakufikia hapa.',
    CONFIRM: 'Mtu fulani ameandika anwani hii ili ipokee tahadhari za ubora wa hewa.',
  },
  places: { one: 'mahali {count}', other: 'mahali {count}' },
  more: { one: 'na {count} zaidi', other: 'na {count} zaidi' },
  area: 'vihisi kadhaa',
  labels: {
    severity: 'Ukali',
    where: 'Mahali',
    condition: 'Sharti',
    last: 'Kipimo cha mwisho',
    peak: 'Kipimo kibaya zaidi',
    since: 'Tangu',
    until: 'Hadi',
    note: 'Maelezo',
    everyone: 'Kwa kila mtu',
    sensitiveGroups: 'Kwa wenye magonjwa ya moyo au mapafu, wazee, watoto na wajawazito',
  },
  valueAt: '{value} – {time}',
  timeInZone: '{time} ({zone})',
  signals: {
    VALUE: '{quantity}',
    ROLLING_MEAN: 'wastani wa {quantity} kwa {duration}',
    RATE_OF_CHANGE: 'badiliko la {quantity} kwa {duration}',
    NOWCAST: 'NowCast ya {quantity}',
    US_EPA: 'Kielezo cha Ubora wa Hewa cha US EPA',
    EU: 'ngazi ya Kielezo cha Ubora wa Hewa cha Ulaya',
    ANOMALY: 'tofauti ya {quantity} na kipindi kilichopita cha {duration} (alama z iliyorekebishwa)',
    QUALITY: 'vipimo vya kutiliwa shaka vya {quantity} ndani ya {duration}',
    FORECAST: 'uwezekano wa {quantity} kufikia {level} au zaidi, utabiri wa {horizon}',
  },
  horizons: {
    PT4H: 'saa 4 zijazo',
    PT24H: 'saa 24 zijazo',
    PT72H: 'saa 72 zijazo',
    D1: 'kesho',
    D2: 'kesho kutwa',
    D3: 'siku ya tatu kuanzia leo',
  },
  comparisons: { ABOVE: '{signal}: {threshold} au zaidi', BELOW: '{signal}: {threshold} au chini' },
  together: '{condition}, kwa wakati mmoja kwenye vihisi {count} au zaidi',
  togetherShare:
    '{condition}, kwa wakati mmoja kwenye vihisi {count} au zaidi ambavyo ni {share} au zaidi ya vyote',
  offline: 'hakuna data kutoka kwa kihisi',
  offlineQuantity: 'hakuna data ya {quantity} kutoka kwa kihisi',
  advice: {
    air: {
      MINOR: {
        everyone: 'Unaweza kuwa nje kama kawaida.',
        sensitiveGroups:
          'Ukiona kwamba hewa chafu inakuathiri, punguza juhudi ukiwa nje na uangalie kikohozi au upungufu wa pumzi.',
      },
      MODERATE: {
        everyone: 'Unaweza kuwa nje, lakini pumzika mara nyingi zaidi unapofanya kazi ndefu au nzito.',
        sensitiveGroups:
          'Fanya kazi za nje kwa muda mfupi na kwa wepesi. Weka dawa yako ya dharura karibu, na upumzike ukikohoa, ukikoroma kifuani au moyo ukienda mbio.',
      },
      SEVERE: {
        everyone: 'Punguza kazi ndefu au nzito nje; zifanye ndani au wakati hewa ni nzuri zaidi.',
        sensitiveGroups:
          'Epuka kazi ndefu au nzito nje na ubaki ndani ukiweza. Fuata matibabu yako, na utafute msaada wa daktari dalili zisipoisha.',
      },
      EXTREME: {
        everyone:
          'Epuka kazi yoyote ya nguvu nje. Baki ndani, madirisha na milango ikiwa imefungwa, mradi hewa ya nje ni mbaya hivi.',
        sensitiveGroups:
          'Baki ndani na usijitumikishe. Tafuta msaada wa daktari mara moja ukiwa na maumivu ya kifua au shida ya kupumua.',
      },
    },
    particles:
      'Usichome chochote wala usivute sigara ndani. Ukilazimika kutoka, barakoa ya FFP2, N95 au bora zaidi inayobana vizuri huzuia chembechembe; ya kitambaa haizuii.',
    ozone: 'Ozoni huwa chini asubuhi na ndani ya nyumba: panga kazi nzito wakati huo. Barakoa haiizuii.',
    trafficGases:
      'Kaa mbali na barabara zenye magari mengi na injini zinazowaka, na usichome kuni, makaa wala mafuta ndani ya chumba kilichofungwa.',
    sulphurDioxide: 'Wenye pumu huathiriwa na gesi hii ndani ya dakika chache: kaa na dawa yako ya kuvuta.',
    weather: {
      everyone: 'Jikinge na hali ya hewa: kunywa maji ya kutosha na uvae ipasavyo.',
      sensitiveGroups:
        'Joto na baridi huchosha moyo na mapafu: epuka kazi nzito, na mwombe mtu akutembelee kukuangalia.',
    },
    sensor: {
      everyone:
        'Hii ni kuhusu kifaa, na haisemi lolote kuhusu hewa. Kagua umeme, mtandao na njia yake ya hewa.',
      sensitiveGroups: 'Usitegemee kihisi hiki kwa sasa: angalia vingine vilivyo karibu.',
    },
    over: 'Hakuna zaidi la kufanya.',
  },
  preliminary: 'Data hizi ni za awali: hakuna aliyezikagua, na bado zinaweza kubadilika.',
  replayed: 'REPLAY: hii ni hewa iliyorekodiwa zamani na inachezwa tena. Hakuna kinachotokea sasa.',
  test: 'TEST: huu ni ujumbe wa majaribio. Hakuna kinachotokea sasa.',
  wordingFailed: 'Maneno maalumu ya tahadhari hii hayakuweza kutumika, kwa hiyo haya ni ya kawaida.',
  confirm: {
    request: 'Ukitaka kuzipokea, fungua kiungo hiki na ubonyeze kitufe:',
    ignore: 'Usipotaka, usifanye chochote: hutapokea ujumbe mwingine.',
  },
  links: { details: 'Maelezo zaidi', confirm: 'Thibitisha', unsubscribe: 'Jiondoe' },
  pages: {
    confirm: {
      title: 'Kupokea tahadhari za ubora wa hewa',
      question: 'Je, ungependa kupokea tahadhari za ubora wa hewa kwenye anwani hii?',
      button: 'Ndiyo, nitumieni tahadhari',
      done: 'Asante. Kuanzia sasa utatumiwa tahadhari.',
      already: 'Anwani hii ilishathibitishwa. Hakuna zaidi la kufanya.',
      notValid: 'Kiungo hiki hakitumiki tena. Mwombe aliyeweka tahadhari akupe kipya.',
    },
    unsubscribe: {
      title: 'Kuacha kupokea tahadhari za ubora wa hewa',
      question: 'Je, hutaki tena tahadhari za ubora wa hewa kwenye anwani hii?',
      button: 'Ndiyo, acheni kutuma tahadhari',
      done: 'Tayari. Hutatumiwa tahadhari tena.',
      already: 'Tahadhari kwa anwani hii zilishasimamishwa. Hakuna zaidi la kufanya.',
      notValid: 'Kiungo hiki hakitumiki tena. Mwombe aliyeweka tahadhari azisimamishe.',
    },
  },
  event: 'Ubora wa hewa',
};
