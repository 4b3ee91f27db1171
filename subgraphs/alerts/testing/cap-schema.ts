import { type Element, schemaOf } from './relax-ng.ts';

/** The alert message of the Common Alerting Protocol 1.2 by its data dictionary (OASIS Standard, 1 July 2010, section 3.2), and stricter: text is not empty. */

const text = { pattern: '[\\s\\S]*\\S[\\s\\S]*' };
/** No blanks, commas, less-than signs or ampersands. */
const name = { pattern: '[^ ,&lt;&amp;]+' };
const time = { pattern: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+\\-]\\d\\d:\\d\\d' };
const number = '-?\\d+(\\.\\d+)?(e-\\d+)?';
const point = `${number},${number}`;
const pair: Element[] = [
  ['valueName', text],
  ['value', text],
];

const area: Element[] = [
  ['areaDesc', text],
  ['polygon', { pattern: `${point}( ${point}){3,}` }, '*'],
  ['circle', { pattern: `${point} ${number}` }, '*'],
  ['geocode', { elements: pair }, '*'],
  ['altitude', { pattern: number }, '?'],
  ['ceiling', { pattern: number }, '?'],
];

const words = (text: string) => ({ oneOf: text.split(' ') });

const info: Element[] = [
  ['language', { pattern: '[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*' }, '?'],
  ['category', words('Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other'), '+'],
  ['event', text],
  ['responseType', words('Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None'), '*'],
  ['urgency', words('Immediate Expected Future Past Unknown')],
  ['severity', words('Extreme Severe Moderate Minor Unknown')],
  ['certainty', words('Observed Likely Possible Unlikely Unknown')],
  ['audience', text, '?'],
  ['eventCode', { elements: pair }, '*'],
  ['effective', time, '?'],
  ['onset', time, '?'],
  ['expires', time, '?'],
  ['senderName', text, '?'],
  ['headline', text, '?'],
  ['description', text, '?'],
  ['instruction', text, '?'],
  ['web', text, '?'],
  ['contact', text, '?'],
  ['parameter', { elements: pair }, '*'],
  ['area', { elements: area }, '*'],
];

const alert: Element[] = [
  ['identifier', name],
  ['sender', name],
  ['sent', time],
  ['status', words('Actual Exercise System Test Draft')],
  ['msgType', words('Alert Update Cancel Ack Error')],
  ['source', text, '?'],
  ['scope', words('Public Restricted Private')],
  ['restriction', text, '?'],
  ['addresses', text, '?'],
  ['code', text, '*'],
  ['note', text, '?'],
  ['references', { pattern: '[^ ,]+,[^ ,]+,[^ ,]+( [^ ,]+,[^ ,]+,[^ ,]+)*' }, '?'],
  ['incidents', text, '?'],
  ['info', { elements: info }, '*'],
];

export const capSchema = schemaOf('urn:oasis:names:tc:emergency:cap:1.2', ['alert', { elements: alert }]);

const instant = { pattern: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z' };
const link: Element = ['link', { attributes: ['rel', 'type', 'href'] }];

/** What of ATOM (RFC 4287, sections 4.1.1 and 4.1.2) our feed has: all that a feed and an entry must have, and in this order. */
export const feedSchema = schemaOf('http://www.w3.org/2005/Atom', [
  'feed',
  {
    elements: [
      ['id', text],
      ['title', text],
      ['updated', instant],
      ['author', { elements: [['name', text]] }],
      link,
      [
        'entry',
        {
          elements: [
            ['id', text],
            ['title', text],
            ['updated', instant],
            ['published', instant],
            link,
            ['category', { attributes: ['term'] }, '*'],
            ['summary', text],
          ],
        },
        '*',
      ],
    ],
  },
]);
