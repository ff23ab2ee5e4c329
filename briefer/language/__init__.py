"""What a text says, independent of any article: normal forms, sentences, numbers, names."""
