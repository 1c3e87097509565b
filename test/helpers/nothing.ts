// Loaded again and again by `loaded`, to stand in line behind what is being loaded.
export {};
