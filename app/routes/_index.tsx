export default function Start() {
  return <h1>Plenary</h1>;
}
