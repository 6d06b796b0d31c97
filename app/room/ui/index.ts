export { Button, Checkbox, Choices, Field, RoomForm, Select, TextArea } from './form';
export { Frame } from './frame';
export { useRefused } from './refused';
export { Code, Notice, Sentences } from './words';
