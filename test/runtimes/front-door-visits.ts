/** Requests of a clinic: a stay that comes in parts, and cards read at its desk. */
import type { FrontDoorRequest } from './front-door.ts';

const JOURNAL = '/submissions/cn-nhsa-journal';
const CARD = '/submissions/cn-id-card';

type Samples = Readonly<Record<string, Uint8Array>>;

const clinic = { method: 'POST', key: 'key-clinic' };

function messages(body: Uint8Array = new Uint8Array()) {
  return { ...clinic, path: JOURNAL, headers: { 'content-type': 'application/x-ndjson' }, body };
}

function card(body: Uint8Array = new Uint8Array(), type = 'application/json') {
  return { ...clinic, path: CARD, headers: { 'content-type': type }, body };
}

export function stays(samples: Samples): readonly FrontDoorRequest[] {
  const list = { ...messages(samples.list), path: '/submissions/cn-nhsa-4101' };
  return [
    { name: 'a stay, its middle', ...messages(samples['stay-middle']) },
    {
      ...{ name: 'a stay, its beginning, tried', ...messages(samples['stay-beginning']) },
      path: `${JOURNAL}?dry-run=true`,
    },
    { name: 'a stay, its beginning', ...messages(samples['stay-beginning']) },
    { name: 'a stay, its end', ...messages(samples['stay-end']) },
    { name: 'a stay, whole and again', ...messages(samples.stay) },
    { name: 'a stay, of another facility', ...messages(samples.stay), key: 'key-desk' },
    { name: 'a list by itself', ...list },
    { name: 'the stay of the list', ...messages(samples['stay-of-list']) },
    { name: 'the list again', ...list },
    { name: 'a settlement that was undone', ...messages(samples.undone) },
    { name: 'no messages', ...messages(new TextEncoder().encode('{"request":')) },
  ];
}

export function cards(samples: Samples): readonly FrontDoorRequest[] {
  return [
    { name: 'a card', ...card(samples.card) },
    { name: 'the card again', ...card(samples.card) },
    { name: 'the card, for a visit', ...card(samples.card), path: `${CARD}?visit=V-1` },
    { name: 'no number of a visit', ...card(samples.card), path: `${CARD}?visit=%20` },
    { name: "a card's text", ...card(samples['card-text'], 'text/plain') },
    { name: 'a card with its photograph', ...card(samples['card-photograph']) },
    {
      name: 'a photograph, for later',
      ...card(samples['card-photograph']),
      headers: { 'content-type': 'application/json', prefer: 'respond-async' },
    },
    { name: 'people at the clinic', path: '/fhir/Patient?_count=5', key: 'key-clinic' },
  ];
}
