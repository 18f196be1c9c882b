declare module "@tabler/icons-react/dist/esm/icons/*.mjs" {
  const icon: import("./icons.ts").IconType;
  export default icon;
}
