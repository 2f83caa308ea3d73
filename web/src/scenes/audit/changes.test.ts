import { describe, expect, it } from '@jest/globals';
import { changesOf } from './changes.js';

describe('what an audit entry says changed', () => {
  it('is told thing by thing, without what stayed the same', () => {
    expect(changesOf('{"name":"Old","roleId":"1"}', '{"name":"New","roleId":"1"}')).toEqual([{ name: 'Name', before: 'Old', after: 'New' }]);
  });

  it('is everything where there was nothing before, and where nothing is left', () => {
    expect(changesOf(null, '{"packSize":25}')).toEqual([{ name: 'Pack size', before: null, after: '25' }]);
    expect(changesOf('{"name":"Gone"}', null)).toEqual([{ name: 'Name', before: 'Gone', after: null }]);
  });

  it('is of a list only what came and went', () => {
    expect(changesOf('{"permissions":["a","b"]}', '{"permissions":["b","c","d"]}')).toEqual([{ name: 'Permissions', before: 'a', after: 'c, d' }]);
  });

  it('is nothing where a list is in another order, and where nothing became nothing', () => {
    expect(changesOf('{"permissions":["a","b"]}', '{"permissions":["b","a"]}')).toEqual([]);
    expect(changesOf('{"note":null}', '{"note":""}')).toEqual([]);
  });

  it('is as it is where it is no JSON, and JSON where it is deep', () => {
    expect(changesOf(null, 'plain')).toEqual([{ name: 'Value', before: null, after: 'plain' }]);
    expect(changesOf(null, '{"lines":[{"quantity":1}]}')).toEqual([{ name: 'Lines', before: null, after: '{"quantity":1}' }]);
  });
});
