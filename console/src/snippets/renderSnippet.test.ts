import * as server from '@causerie/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseText, firstNameOf, renderSnippet, variablesOf } from './renderSnippet.ts';

it('puts values in, says the fallback where there is none, names what is missing', () => {
  const values = { 'contact.first_name': 'Léa', 'agent.name': '' };
  expect(
    renderSnippet('Hi {{ contact.first_name }}, {{contact.company|your company}}! {{agent.name}}', values),
  ).toEqual({
    text: 'Hi Léa, your company! ',
    missing: ['agent.name'],
  });
  expect(renderSnippet('{{contact.first_name|}} {{x} {y}} {{', values).text).toBe('Léa {{x} {y}} {{');
  expect(variablesOf('{{a.b}} {{a.b|c}} {{d}}')).toEqual(['a.b', 'd']);
});

it('does not read what a value says as a variable', () => {
  expect(
    renderSnippet('{{contact.name}}', { 'contact.name': '{{agent.name}} $& $1', 'agent.name': 'x' }).text,
  ).toBe('{{agent.name}} $& $1');
});

it('chooses the nearest language', () => {
  const texts = [{ language: 'en' }, { language: 'fr' }, { language: 'pt-BR' }];
  expect(chooseText(texts, 'fr-CA')?.language).toBe('fr');
  expect(chooseText(texts, 'pt-br')?.language).toBe('pt-BR');
  expect(chooseText(texts, 'de', 'fr')?.language).toBe('fr');
  expect(chooseText(texts, null)?.language).toBe('en');
});

it('does what the server does', () => {
  const text = fc.string({ unit: fc.constantFrom('{{', '}}', '|', 'contact.name', 'a.b', ' ', 'x', 'é') });
  const values = fc.dictionary(fc.constantFrom('contact.name', 'a.b'), fc.string());
  fc.assert(
    fc.property(text, values, (snippet, known) => {
      expect(renderSnippet(snippet, known)).toEqual(server.renderSnippet(snippet, known));
      expect(variablesOf(snippet)).toEqual(server.variablesOf(snippet));
      expect(firstNameOf(snippet)).toBe(server.firstNameOf(snippet));
    }),
  );
});
