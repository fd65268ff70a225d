"use strict";
/**
 * Stands for a package that is not installed: whatever is read, called or made from it is such a value again.
 *
 * @returns {any}
 */
const make = () => new Proxy(function () {}, {
  get(target, key) {
    if (key === "then") return undefined;
    if (key === "prototype" || key === "name" || key === "length") return Reflect.get(target, key);
    if (key === Symbol.toPrimitive) return () => "";
    if (key === Symbol.iterator) return function* () {};
    return make();
  },
  apply: () => make(),
  construct: () => make(),
});
module.exports = make();
