export { Button } from './form/button';
export { Boxes, Checkbox, Choices } from './form/choices';
export { DeedForm, Mistakes, RefusedWithoutForm } from './form/deed-form';
export { Field, Select, TextArea } from './form/field';
export { MadeFor, usePersonOfPage } from './form/made-for';
export { fieldId, useRefused } from './form/refused';
