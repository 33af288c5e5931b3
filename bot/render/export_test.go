package render

// Question is what hints tell people to type.
var Question = question
