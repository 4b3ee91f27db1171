import type { Phrases } from './phrases.ts';

export const portuguese: Phrases = {
  tag: 'pt',
  formats: 'pt-PT',
  direction: 'ltr',
  colon: ': ',
  severities: { MINOR: 'Ligeira', MODERATE: 'Moderada', SEVERE: 'Grave', EXTREME: 'Extrema' },
  quantities: {
    PM1: 'PM1',
    PM25: 'PM2,5',
    PM10: 'PM10',
    O3: 'ozono',
    NO: 'monóxido de azoto',
    NO2: 'dióxido de azoto',
    NOX: 'óxidos de azoto',
    SO2: 'dióxido de enxofre',
    CO: 'monóxido de carbono',
    BC: 'carbono negro',
    TEMPERATURE: 'temperatura',
    HUMIDITY: 'humidade',
    PRESSURE: 'pressão atmosférica',
    WIND_SPEED: 'velocidade do vento',
    WIND_DIRECTION: 'direção do vento',
  },
  perHour: '{unit} por hora',
  subjects: {
    FIRING: '{severity}: {title} ({where})',
    REPEATED: 'Ainda em curso – {severity}: {title} ({where})',
    ESCALATED: 'Ainda sem resposta – {severity}: {title} ({where})',
    ALL_CLEAR: 'Fim do alerta: {title} ({where})',
    WITHDRAWN: 'Alerta anulado: {title} ({where})',
    TEST: 'este canal funciona',
    CONFIRM: 'Quer receber alertas sobre a qualidade do ar?',
  },
  openings: {
    FIRING: 'A condição do alerta “{title}” verifica-se.',
    REPEATED: 'A condição do alerta “{title}” continua a verificar-se.',
    ESCALATED: 'Ainda ninguém assumiu o alerta “{title}”.',
    ALL_CLEAR: 'O alerta “{title}” terminou.',
    WITHDRAWN:
      'O alerta “{title}” foi anulado: segundo as medições corrigidas, a sua condição nunca se verificou.',
    TEST: 'Os alertas sobre a qualidade do ar chegam até si por aqui.',
    CONFIRM: 'Alguém indicou este endereço para receber alertas sobre a qualidade do ar.',
  },
  places: { one: '{count} local', many: '{count} de locais', other: '{count} locais' },
  more: { one: 'e mais {count}', many: 'e mais {count}', other: 'e mais {count}' },
  area: 'vários sensores',
  labels: {
    severity: 'Gravidade',
    where: 'Local',
    condition: 'Condição',
    last: 'Último valor',
    peak: 'Pior valor',
    since: 'Desde',
    until: 'Até',
    note: 'Nota',
    everyone: 'Para todos',
    sensitiveGroups: 'Para pessoas com doenças do coração ou dos pulmões, idosos, crianças e grávidas',
  },
  valueAt: '{value} – {time}',
  timeInZone: '{time} ({zone})',
  signals: {
    VALUE: '{quantity}',
    ROLLING_MEAN: '{quantity}, média de {duration}',
    RATE_OF_CHANGE: '{quantity}, variação em {duration}',
    NOWCAST: '{quantity}, NowCast',
    US_EPA: 'índice de qualidade do ar da EPA (EUA)',
    EU: 'nível do índice europeu de qualidade do ar',
    ANOMALY: '{quantity}, desvio em relação ao período anterior de {duration} (escore z modificado)',
    QUALITY: '{quantity}, medições duvidosas em {duration}',
    FORECAST: '{quantity}, probabilidade de atingir {level} ou mais, previsão para {horizon}',
  },
  horizons: {
    PT4H: 'daqui a 4 horas',
    PT24H: 'daqui a 24 horas',
    PT72H: 'daqui a 72 horas',
    D1: 'amanhã',
    D2: 'depois de amanhã',
    D3: 'o terceiro dia a contar de hoje',
  },
  comparisons: { ABOVE: '{signal}: {threshold} ou mais', BELOW: '{signal}: {threshold} ou menos' },
  together: '{condition}, em {count} ou mais sensores ao mesmo tempo',
  togetherShare: '{condition}, em {count} ou mais sensores ao mesmo tempo, que são {share} ou mais do total',
  offline: 'sem dados do sensor',
  offlineQuantity: 'sem dados do sensor: {quantity}',
  advice: {
    air: {
      MINOR: {
        everyone: 'Pode estar ao ar livre como habitualmente.',
        sensitiveGroups:
          'Se nota que reage ao ar poluído, esforce-se menos ao ar livre e esteja atento à tosse e à falta de ar.',
      },
      MODERATE: {
        everyone: 'Pode estar ao ar livre, mas faça mais pausas durante esforços longos ou intensos.',
        sensitiveGroups:
          'Ao ar livre, faça esforços mais curtos e mais leves. Tenha a medicação de alívio à mão e descanse se tiver tosse, pieira ou palpitações.',
      },
      SEVERE: {
        everyone:
          'Reduza os esforços longos ou intensos ao ar livre, ou faça-os dentro de casa ou quando o ar estiver melhor.',
        sensitiveGroups:
          'Evite esforços longos ou intensos ao ar livre e fique dentro de casa, se puder. Siga o seu tratamento e procure um médico se os sintomas não passarem.',
      },
      EXTREME: {
        everyone:
          'Evite qualquer esforço físico ao ar livre. Fique dentro de casa, com portas e janelas fechadas, enquanto o ar estiver assim.',
        sensitiveGroups:
          'Fique dentro de casa e mexa-se pouco. Procure ajuda médica de imediato se tiver dores no peito ou dificuldade em respirar.',
      },
    },
    particles:
      'Não queime nada nem fume dentro de casa. Se tiver de sair, uma máscara FFP2, N95 ou melhor, bem ajustada, retém as partículas; as de tecido não.',
    ozone:
      'O ozono é mais baixo de manhã e dentro de casa: planeie os esforços para essa altura. As máscaras não o retêm.',
    trafficGases:
      'Mantenha-se longe de estradas movimentadas e de motores ligados, e não queime combustível em espaços fechados.',
    sulphurDioxide: 'Quem tem asma sente este gás em poucos minutos: leve consigo o inalador de alívio.',
    weather: {
      everyone: 'Proteja-se do tempo: beba o suficiente e vista-se de acordo.',
      sensitiveGroups:
        'O calor e o frio cansam o coração e os pulmões: evite esforços e peça a alguém que passe para ver como está.',
    },
    sensor: {
      everyone:
        'Isto diz respeito ao aparelho e nada diz sobre o ar. Verifique a alimentação, a rede e a entrada de ar.',
      sensitiveGroups: 'Por agora, não confie neste sensor: consulte outros nas proximidades.',
    },
    over: 'Não é preciso fazer mais nada.',
  },
  preliminary: 'Estes dados são preliminares: ninguém os verificou e ainda podem mudar.',
  replayed: 'REPLAY: isto é ar gravado no passado e reproduzido de novo. Nada está a acontecer agora.',
  test: 'TEST: esta é uma mensagem de teste. Nada está a acontecer agora.',
  wordingFailed: 'Não foi possível usar o texto próprio deste alerta; este é, por isso, o habitual.',
  confirm: {
    request: 'Se os quiser receber, abra esta ligação e carregue no botão:',
    ignore: 'Se não quiser, não faça nada: não receberá mais nenhuma mensagem.',
  },
  links: { details: 'Pormenores', confirm: 'Confirmar', unsubscribe: 'Cancelar a subscrição' },
  pages: {
    confirm: {
      title: 'Receber alertas sobre a qualidade do ar',
      question: 'Quer receber alertas sobre a qualidade do ar neste endereço?',
      button: 'Sim, enviem-me alertas',
      done: 'Obrigado. A partir de agora, os alertas ser-lhe-ão enviados.',
      already: 'Este endereço já tinha sido confirmado. Não é preciso fazer mais nada.',
      notValid: 'Esta ligação já não é válida. Peça uma nova a quem criou os alertas.',
    },
    unsubscribe: {
      title: 'Deixar de receber alertas sobre a qualidade do ar',
      question: 'Não quer receber mais alertas sobre a qualidade do ar neste endereço?',
      button: 'Sim, parar os alertas',
      done: 'Está feito. Não lhe serão enviados mais alertas.',
      already: 'Os alertas para este endereço já tinham sido parados. Não é preciso fazer mais nada.',
      notValid: 'Esta ligação já não é válida. Peça a quem criou os alertas que os pare.',
    },
  },
  event: 'Qualidade do ar',
};
