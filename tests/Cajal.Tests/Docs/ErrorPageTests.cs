namespace Cajal.Tests.Docs;

public sealed class ErrorPageTests
{
    [Fact]
    public void The_page_of_errors_says_what_the_code_says() => new Document("errors.md").RequirePart("messages", new ErrorIndex().ToMarkdown());
}
