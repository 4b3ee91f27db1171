import type { Phrases } from './phrases.ts';

export const french: Phrases = {
  tag: 'fr',
  formats: 'fr',
  direction: 'ltr',
  colon: ' : ',
  severities: { MINOR: 'Mineure', MODERATE: 'Modérée', SEVERE: 'Grave', EXTREME: 'Extrême' },
  quantities: {
    PM1: 'PM1',
    PM25: 'PM2,5',
    PM10: 'PM10',
    O3: 'ozone',
    NO: 'monoxyde d’azote',
    NO2: 'dioxyde d’azote',
    NOX: 'oxydes d’azote',
    SO2: 'dioxyde de soufre',
    CO: 'monoxyde de carbone',
    BC: 'carbone suie',
    TEMPERATURE: 'température',
    HUMIDITY: 'humidité',
    PRESSURE: 'pression atmosphérique',
    WIND_SPEED: 'vitesse du vent',
    WIND_DIRECTION: 'direction du vent',
  },
  perHour: '{unit} par heure',
  subjects: {
    FIRING: '{severity} : {title} ({where})',
    REPEATED: 'Toujours en cours – {severity} : {title} ({where})',
    ESCALATED: 'Sans réponse – {severity} : {title} ({where})',
    ALL_CLEAR: 'Fin d’alerte : {title} ({where})',
    WITHDRAWN: 'Alerte annulée : {title} ({where})',
    TEST: 'ce canal fonctionne',
    CONFIRM: 'Souhaitez-vous recevoir les alertes sur la qualité de l’air ?',
  },
  openings: {
    FIRING: 'La condition de l’alerte « {title} » est remplie.',
    REPEATED: 'La condition de l’alerte « {title} » est toujours remplie.',
    ESCALATED: 'Personne n’a encore pris en charge l’alerte « {title} ».',
    ALL_CLEAR: 'L’alerte « {title} » est terminée.',
    WITHDRAWN:
      'L’alerte « {title} » est annulée : d’après les mesures corrigées, sa condition n’a jamais été remplie.',
    TEST: 'Les alertes sur la qualité de l’air vous parviennent bien ici.',
    CONFIRM: 'Quelqu’un a saisi cette adresse pour recevoir des alertes sur la qualité de l’air.',
  },
  places: { one: '{count} lieu', many: '{count} de lieux', other: '{count} lieux' },
  more: { one: 'et {count} autre', many: 'et {count} d’autres', other: 'et {count} autres' },
  area: 'plusieurs capteurs',
  labels: {
    severity: 'Gravité',
    where: 'Lieu',
    condition: 'Condition',
    last: 'Dernière valeur',
    peak: 'Pire valeur',
    since: 'Depuis',
    until: 'Jusqu’à',
    note: 'Remarque',
    everyone: 'Pour tous',
    sensitiveGroups:
      'Pour les personnes souffrant d’une maladie du cœur ou des poumons, les personnes âgées, les enfants et les femmes enceintes',
  },
  valueAt: '{value} – {time}',
  timeInZone: '{time} ({zone})',
  signals: {
    VALUE: '{quantity}',
    ROLLING_MEAN: '{quantity}, moyenne sur {duration}',
    RATE_OF_CHANGE: '{quantity}, variation sur {duration}',
    NOWCAST: '{quantity}, NowCast',
    US_EPA: 'indice de qualité de l’air de l’EPA (États-Unis)',
    EU: 'niveau de l’indice européen de qualité de l’air',
    ANOMALY: '{quantity}, écart par rapport à la période précédente de {duration} (score z modifié)',
    QUALITY: '{quantity}, mesures douteuses en {duration}',
    FORECAST: '{quantity}, probabilité d’atteindre {level} ou plus, prévision pour {horizon}',
  },
  horizons: {
    PT4H: 'dans 4 heures',
    PT24H: 'dans 24 heures',
    PT72H: 'dans 72 heures',
    D1: 'demain',
    D2: 'après-demain',
    D3: 'le troisième jour à partir d’aujourd’hui',
  },
  comparisons: {
    ABOVE: '{signal} : {threshold} ou plus',
    BELOW: '{signal} : {threshold} ou moins',
  },
  together: '{condition}, simultanément sur au moins {count} capteurs',
  togetherShare: '{condition}, simultanément sur au moins {count} capteurs, soit au moins {share} du total',
  offline: 'aucune donnée du capteur',
  offlineQuantity: 'aucune donnée du capteur : {quantity}',
  advice: {
    air: {
      MINOR: {
        everyone: 'Vous pouvez sortir comme d’habitude.',
        sensitiveGroups:
          'Si vous réagissez à l’air pollué, ménagez-vous à l’extérieur et surveillez la toux et l’essoufflement.',
      },
      MODERATE: {
        everyone: 'Vous pouvez sortir, mais faites plus de pauses pendant les efforts longs ou intenses.',
        sensitiveGroups:
          'À l’extérieur, faites des efforts plus courts et plus légers. Gardez votre traitement de secours à portée de main et reposez-vous en cas de toux, de respiration sifflante ou de palpitations.',
      },
      SEVERE: {
        everyone:
          'Réduisez les efforts longs ou intenses à l’extérieur, ou faites-les à l’intérieur ou à un moment où l’air est meilleur.',
        sensitiveGroups:
          'Évitez les efforts longs ou intenses à l’extérieur et restez à l’intérieur si possible. Suivez votre traitement et consultez un médecin si les symptômes persistent.',
      },
      EXTREME: {
        everyone:
          'Évitez tout effort physique à l’extérieur. Restez à l’intérieur, portes et fenêtres fermées, tant que l’air est aussi mauvais.',
        sensitiveGroups:
          'Restez à l’intérieur et bougez peu. Demandez tout de suite une aide médicale en cas de douleur à la poitrine ou de difficulté à respirer.',
      },
    },
    particles:
      'Ne brûlez rien et ne fumez pas à l’intérieur. Si vous devez sortir, un masque FFP2, N95 ou mieux, bien ajusté, arrête les particules ; un masque en tissu ne les arrête pas.',
    ozone:
      'L’ozone est le plus faible le matin et à l’intérieur : prévoyez vos efforts à ce moment-là. Les masques ne l’arrêtent pas.',
    trafficGases:
      'Restez loin des routes très fréquentées et des moteurs en marche, et ne brûlez aucun combustible dans une pièce fermée.',
    sulphurDioxide:
      'Les personnes asthmatiques réagissent à ce gaz en quelques minutes : gardez votre inhalateur de secours avec vous.',
    weather: {
      everyone: 'Protégez-vous du temps qu’il fait : buvez assez et habillez-vous en conséquence.',
      sensitiveGroups:
        'La chaleur et le froid fatiguent le cœur et les poumons : évitez les efforts et demandez à un proche de prendre de vos nouvelles.',
    },
    sensor: {
      everyone:
        'Il s’agit de l’appareil, et cela ne dit rien sur l’air. Vérifiez son alimentation, son réseau et son entrée d’air.',
      sensitiveGroups: 'Ne vous fiez pas à ce capteur pour le moment : consultez ceux des environs.',
    },
    over: 'Il n’y a plus rien à faire.',
  },
  preliminary: 'Ces données sont provisoires : personne ne les a encore vérifiées et elles peuvent changer.',
  replayed: 'REPLAY : il s’agit d’air enregistré dans le passé et rejoué. Rien ne se passe en ce moment.',
  test: 'TEST : ceci est un message d’essai. Rien ne se passe en ce moment.',
  wordingFailed: 'Le texte propre à cette alerte n’a pas pu être utilisé ; voici donc le texte habituel.',
  confirm: {
    request: 'Si vous souhaitez les recevoir, ouvrez ce lien et appuyez sur le bouton :',
    ignore: 'Sinon, ne faites rien : vous ne recevrez pas d’autre message.',
  },
  links: { details: 'Détails', confirm: 'Confirmer', unsubscribe: 'Se désabonner' },
  pages: {
    confirm: {
      title: 'Recevoir les alertes sur la qualité de l’air',
      question: 'Souhaitez-vous recevoir les alertes sur la qualité de l’air à cette adresse ?',
      button: 'Oui, envoyez-moi les alertes',
      done: 'Merci. Les alertes vous seront désormais envoyées.',
      already: 'Cette adresse a déjà été confirmée. Il n’y a plus rien à faire.',
      notValid: 'Ce lien n’est plus valable. Demandez-en un nouveau à la personne qui a créé les alertes.',
    },
    unsubscribe: {
      title: 'Ne plus recevoir les alertes sur la qualité de l’air',
      question: 'Souhaitez-vous ne plus recevoir d’alertes sur la qualité de l’air à cette adresse ?',
      button: 'Oui, arrêter les alertes',
      done: 'C’est fait. Vous ne recevrez plus d’alertes.',
      already: 'Les alertes vers cette adresse étaient déjà arrêtées. Il n’y a plus rien à faire.',
      notValid: 'Ce lien n’est plus valable. Demandez à la personne qui a créé les alertes de les arrêter.',
    },
  },
  event: 'Qualité de l’air',
};
